/* tslint:disable */
/* eslint-disable */
export const memory: WebAssembly.Memory;
export const compute_deadline: (a: number, b: any, c: any) => void;
export const load_policy: (a: number, b: any) => void;
export const policies: (a: number) => void;
export const validate_request: (a: number, b: any, c: any) => void;
export const __wbindgen_export: (a: number, b: number) => number;
export const __wbindgen_export2: (a: number, b: number, c: number, d: number) => number;
export const __wbindgen_export3: (a: number, b: number, c: number) => void;
export const __wbindgen_export4: (a: number) => void;
export const __wbindgen_export5: () => number;
export const __wbindgen_externrefs: WebAssembly.Table;
export const __wbindgen_add_to_stack_pointer: (a: number) => number;
export const __wbindgen_export6: (a: number) => void;
export const __wbindgen_start: () => void;
