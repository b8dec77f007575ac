/** The rules as a host imports them that takes WebAssembly as a compiled module. */
declare const module: WebAssembly.Module;
export default module;
