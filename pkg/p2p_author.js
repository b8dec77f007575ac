// p2p_author_glue.js
/**
* How an author writes: what is wrong is told in its words.
* @enum {0 | 1}
*/
const Format = Object.freeze({
	Json: 0,
	"0": "Json",
	Toml: 1,
	"1": "Toml"
});
/**
* Checks a policy and packs it: `{ packed, warnings }`. Throws the list of its problems.
* @param {any} policy
* @param {Format} format
* @returns {{ packed: Uint8Array, warnings: Problem[] }}
*/
function compile(policy, format) {
	const ret = wasm.compile(policy, format);
	if (ret[2]) throw takeFromExternrefTable0(ret[1]);
	return takeFromExternrefTable0(ret[0]);
}
function __wbg_get_imports() {
	return {
		__proto__: null,
		"./p2p_author_bg.js": {
			__proto__: null,
			__wbg_Error_208446807d0d1e30: function(arg0, arg1) {
				return Error(getStringFromWasm0(arg0, arg1));
			},
			__wbg___wbindgen_bigint_get_as_i64_11da4b52cd0aedef: function(arg0, arg1) {
				const v = arg1;
				const ret = typeof v === "bigint" ? v : void 0;
				getDataViewMemory0().setBigInt64((arg0 >>> 0) + 8, isLikeNone(ret) ? BigInt(0) : ret, true);
				getDataViewMemory0().setInt32((arg0 >>> 0) + 0, !isLikeNone(ret), true);
			},
			__wbg___wbindgen_boolean_get_4f1baf9a00be3c74: function(arg0) {
				const v = arg0;
				const ret = typeof v === "boolean" ? v : void 0;
				return isLikeNone(ret) ? 16777215 : ret ? 1 : 0;
			},
			__wbg___wbindgen_in_3f58a9d3b3a7eed2: function(arg0, arg1) {
				return arg0 in arg1;
			},
			__wbg___wbindgen_is_bigint_5fa10641e039d3ef: function(arg0) {
				return typeof arg0 === "bigint";
			},
			__wbg___wbindgen_is_function_741ff2bb612836f5: function(arg0) {
				return typeof arg0 === "function";
			},
			__wbg___wbindgen_is_object_8b968c3ab8e96595: function(arg0) {
				const val = arg0;
				return typeof val === "object" && val !== null;
			},
			__wbg___wbindgen_jsval_eq_38d7bfbe4cc84039: function(arg0, arg1) {
				return arg0 === arg1;
			},
			__wbg___wbindgen_jsval_loose_eq_b2f214e2e4b30e36: function(arg0, arg1) {
				return arg0 == arg1;
			},
			__wbg___wbindgen_number_get_934b640d0889af78: function(arg0, arg1) {
				const obj = arg1;
				const ret = typeof obj === "number" ? obj : void 0;
				getDataViewMemory0().setFloat64((arg0 >>> 0) + 8, isLikeNone(ret) ? 0 : ret, true);
				getDataViewMemory0().setInt32((arg0 >>> 0) + 0, !isLikeNone(ret), true);
			},
			__wbg___wbindgen_string_get_7ce8eee7fd327545: function(arg0, arg1) {
				const obj = arg1;
				const ret = typeof obj === "string" ? obj : void 0;
				var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
				var len1 = WASM_VECTOR_LEN;
				getDataViewMemory0().setInt32((arg0 >>> 0) + 4, len1, true);
				getDataViewMemory0().setInt32((arg0 >>> 0) + 0, ptr1, true);
			},
			__wbg___wbindgen_throw_4c88d8bf264fd984: function(arg0, arg1) {
				throw new Error(getStringFromWasm0(arg0, arg1));
			},
			__wbg_call_40b008ba32f73991: function() {
				return handleError(function(arg0, arg1) {
					return arg0.call(arg1);
				}, arguments);
			},
			__wbg_done_57e08d0be6e30c02: function(arg0) {
				return arg0.done;
			},
			__wbg_entries_7bb1459bd9b5c2b9: function(arg0) {
				return Object.entries(arg0);
			},
			__wbg_get_635eea311fa1a291: function() {
				return handleError(function(arg0, arg1) {
					return Reflect.get(arg0, arg1);
				}, arguments);
			},
			__wbg_get_d7176cfb76d71114: function(arg0, arg1) {
				return arg0[arg1 >>> 0];
			},
			__wbg_get_unchecked_e6325ad374eff861: function(arg0, arg1) {
				return arg0[arg1 >>> 0];
			},
			__wbg_instanceof_ArrayBuffer_12cdaa4161423e6b: function(arg0) {
				let result;
				try {
					result = arg0 instanceof ArrayBuffer;
				} catch (_) {
					result = false;
				}
				return result;
			},
			__wbg_instanceof_Map_0b4fc8b62e73f163: function(arg0) {
				let result;
				try {
					result = arg0 instanceof Map;
				} catch (_) {
					result = false;
				}
				return result;
			},
			__wbg_instanceof_Uint8Array_d7aeb0dcb3108fea: function(arg0) {
				let result;
				try {
					result = arg0 instanceof Uint8Array;
				} catch (_) {
					result = false;
				}
				return result;
			},
			__wbg_isArray_bcf1376d0d732d08: function(arg0) {
				return Array.isArray(arg0);
			},
			__wbg_isSafeInteger_1a35ba4d31e71d38: function(arg0) {
				return Number.isSafeInteger(arg0);
			},
			__wbg_iterator_e4c5e8f68ada7b58: function() {
				return Symbol.iterator;
			},
			__wbg_length_186163212ffe79c3: function(arg0) {
				return arg0.length;
			},
			__wbg_length_b03a0fabb109b1e9: function(arg0) {
				return arg0.length;
			},
			__wbg_new_13de428334042d26: function(arg0) {
				return new Uint8Array(arg0);
			},
			__wbg_new_37eb45aaf5eeb820: function() {
				return new Array();
			},
			__wbg_new_cd4348290afae586: function() {
				return /* @__PURE__ */ new Object();
			},
			__wbg_new_from_slice_b8daf545a41c6aa0: function(arg0, arg1) {
				return new Uint8Array(getArrayU8FromWasm0(arg0, arg1));
			},
			__wbg_next_178c1651c11432b3: function(arg0) {
				return arg0.next;
			},
			__wbg_next_af5ac6a08bb0a717: function() {
				return handleError(function(arg0) {
					return arg0.next();
				}, arguments);
			},
			__wbg_prototypesetcall_13162965d1fe7aa3: function(arg0, arg1, arg2) {
				Uint8Array.prototype.set.call(getArrayU8FromWasm0(arg0, arg1), arg2);
			},
			__wbg_set_2793479888329cb6: function() {
				return handleError(function(arg0, arg1, arg2) {
					return Reflect.set(arg0, arg1, arg2);
				}, arguments);
			},
			__wbg_set_d2d33b52458e984a: function(arg0, arg1, arg2) {
				arg0[arg1 >>> 0] = arg2;
			},
			__wbg_set_e4b9a833d288759a: function(arg0, arg1, arg2) {
				arg0[arg1] = arg2;
			},
			__wbg_value_e0f328965e184931: function(arg0) {
				return arg0.value;
			},
			__wbindgen_generic_0000000000000001: function(arg0) {
				return arg0;
			},
			__wbindgen_generic_0000000000000002: function(arg0) {
				return arg0;
			},
			__wbindgen_generic_0000000000000003: function(arg0, arg1) {
				return getStringFromWasm0(arg0, arg1);
			},
			__wbindgen_generic_0000000000000004: function(arg0) {
				return BigInt.asUintN(64, arg0);
			},
			__wbindgen_init_externref_table: function() {
				const table = wasm.__wbindgen_externrefs;
				table.set(0, void 0);
				table.set(1024, void 0);
				table.set(1025, null);
				table.set(1026, true);
				table.set(1027, false);
			}
		}
	};
}
function addToExternrefTable0(obj) {
	const idx = wasm.__externref_table_alloc();
	wasm.__wbindgen_externrefs.set(idx, obj);
	return idx;
}
function getArrayU8FromWasm0(ptr, len) {
	ptr = ptr >>> 0;
	return getUint8ArrayMemory0().subarray(ptr / 1, ptr / 1 + len);
}
let cachedDataViewMemory0 = null;
function getDataViewMemory0() {
	if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || cachedDataViewMemory0.buffer.detached === void 0 && cachedDataViewMemory0.buffer !== wasm.memory.buffer) cachedDataViewMemory0 = new DataView(wasm.memory.buffer);
	return cachedDataViewMemory0;
}
function getStringFromWasm0(ptr, len) {
	ptr = ptr >>> 0;
	return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}
let cachedUint8ArrayMemory0 = null;
function getUint8ArrayMemory0() {
	if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);
	return cachedUint8ArrayMemory0;
}
function handleError(f, args) {
	try {
		return f.apply(this, args);
	} catch (e) {
		const idx = addToExternrefTable0(e);
		wasm.__wbindgen_exn_store(idx);
	}
}
function isLikeNone(x) {
	return x === void 0 || x === null;
}
function passStringToWasm0(arg, malloc, realloc) {
	if (realloc === void 0) {
		const buf = cachedTextEncoder.encode(arg);
		const ptr = malloc(buf.length, 1) >>> 0;
		getUint8ArrayMemory0().subarray(ptr, ptr + buf.length).set(buf);
		WASM_VECTOR_LEN = buf.length;
		return ptr;
	}
	let len = arg.length;
	let ptr = malloc(len, 1) >>> 0;
	const mem = getUint8ArrayMemory0();
	let offset = 0;
	for (; offset < len; offset++) {
		const code = arg.charCodeAt(offset);
		if (code > 127) break;
		mem[ptr + offset] = code;
	}
	if (offset !== len) {
		if (offset !== 0) arg = arg.slice(offset);
		ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
		const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
		const ret = cachedTextEncoder.encodeInto(arg, view);
		offset += ret.written;
		ptr = realloc(ptr, len, offset, 1) >>> 0;
	}
	WASM_VECTOR_LEN = offset;
	return ptr;
}
function takeFromExternrefTable0(idx) {
	const value = wasm.__wbindgen_externrefs.get(idx);
	wasm.__externref_table_dealloc(idx);
	return value;
}
let cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
cachedTextDecoder.decode();
const MAX_SAFARI_DECODE_BYTES = 2146435072;
let numBytesDecoded = 0;
function decodeText(bytes) {
	numBytesDecoded += bytes.length;
	if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
		cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
		cachedTextDecoder.decode();
		numBytesDecoded = bytes.length;
	}
	return cachedTextDecoder.decode(bytes);
}
const cachedTextEncoder = new TextEncoder();
if (!("encodeInto" in cachedTextEncoder)) cachedTextEncoder.encodeInto = function(arg, view) {
	const buf = cachedTextEncoder.encode(arg);
	view.set(buf);
	return {
		read: arg.length,
		written: buf.length
	};
};
let WASM_VECTOR_LEN = 0;
let wasm;
function __wbg_finalize_init(instance, module) {
	wasm = instance.exports;
	cachedDataViewMemory0 = null;
	cachedUint8ArrayMemory0 = null;
	wasm.__wbindgen_start();
	return wasm;
}
async function __wbg_load(module, imports) {
	if (typeof Response === "function" && module instanceof Response) {
		if (!module.ok) throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);
		if (typeof WebAssembly.instantiateStreaming === "function") try {
			return await WebAssembly.instantiateStreaming(module, imports);
		} catch (e) {
			if (expectedResponseType(module.type) && module.headers.get("Content-Type") !== "application/wasm") console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);
			else throw e;
		}
		const bytes = await module.arrayBuffer();
		return await WebAssembly.instantiate(bytes, imports);
	} else {
		const instance = await WebAssembly.instantiate(module, imports);
		if (instance instanceof WebAssembly.Instance) return {
			instance,
			module
		};
		else return instance;
	}
	function expectedResponseType(type) {
		switch (type) {
			case "basic":
			case "cors":
			case "default": return true;
		}
		return false;
	}
}
function initSync(module) {
	if (wasm !== void 0) return wasm;
	if (module !== void 0) {
		if (Object.getPrototypeOf(module) === Object.prototype) ({module} = module);
		else console.warn("using deprecated parameters for `initSync()`; pass a single object instead");
	}
	const imports = __wbg_get_imports();
	if (!(module instanceof WebAssembly.Module)) module = new WebAssembly.Module(module);
	return __wbg_finalize_init(new WebAssembly.Instance(module, imports), module);
}
let __wbg_init_promise;
async function __wbg_init(module_or_path) {
	if (wasm !== void 0) return wasm;
	if (__wbg_init_promise === void 0) {
		__wbg_init_promise = __wbg_init_once(module_or_path);
		__wbg_init_promise.catch(() => {
			__wbg_init_promise = void 0;
		});
	}
	return __wbg_init_promise;
}
async function __wbg_init_once(module_or_path) {
	if (module_or_path !== void 0) {
		if (Object.getPrototypeOf(module_or_path) === Object.prototype) ({module_or_path} = module_or_path);
		else console.warn("using deprecated parameters for the initialization function; pass a single object instead");
	}
	if (module_or_path === void 0) module_or_path = new URL("p2p_author_bg.wasm", import.meta.url);
	const imports = __wbg_get_imports();
	if (typeof module_or_path === "string" || typeof Request === "function" && module_or_path instanceof Request || typeof URL === "function" && module_or_path instanceof URL) module_or_path = fetch(module_or_path);
	const { instance, module } = await __wbg_load(await module_or_path, imports);
	return __wbg_finalize_init(instance, module);
}
// page.js
const MOST_DEEP = 16;
const MOST_VALUES = 2e5;
const TEXT_PER_VALUE = 64;
const MOST_TEXT = 1e4;
const TOO_LONG = "-".repeat(10001);
/**
* @param {any} [from] an address, a response, the bytes, or a compiled module; left out, the file beside this one
*/
async function load(from) {
	const source = await from;
	if (source !== void 0) return source instanceof WebAssembly.Module || source instanceof ArrayBuffer || ArrayBuffer.isView(source) ? initSync({ module: source }) : __wbg_init({ module_or_path: source });
	const beside = new URL("p2p_author_bg.wasm", import.meta.url);
	const fs = beside.protocol === "file:" ? globalThis.process?.getBuiltinModule?.("node:fs") : void 0;
	return fs ? initSync({ module: fs.readFileSync(beside) }) : __wbg_init({ module_or_path: beside });
}
/**
* Checks a policy and packs it; one that is text once that can be read.
* @param {unknown} policy
*/
function pack(policy) {
	if (typeof policy !== "string") return packAs(policy, Format.Json);
	return import("./p2p_author_text.js").then(({ packText }) => packText(policy, {
		Format,
		packAs,
		refusal
	}));
}
/** @param {unknown} policy @param {number} format in whose words problems are told */
function packAs(policy, format) {
	const budget = { left: MOST_VALUES };
	const source = copy(policy, MOST_DEEP, budget);
	if (budget.left <= 0) throw refusal([{
		path: "",
		rule: null,
		line: null,
		message: "this policy is too large"
	}]);
	try {
		return compile(source, format);
	} catch (problems) {
		throw Array.isArray(problems) ? refusal(problems) : problems;
	}
}
/** @param {{ path: string, rule: string | null, line: number | null, message: string }[]} problems */
function refusal(problems) {
	const first = problems.slice(0, 3).map(({ path, line, message }) => `\n- ${line ? `line ${line}: ` : ""}${message}${path ? ` (${path})` : ""}`);
	const more = problems.length > first.length ? `\n- and ${problems.length - first.length} more: see \`problems\`` : "";
	return Object.assign(/* @__PURE__ */ new Error(`This policy was not loaded.${first.join("")}${more}`), { problems });
}
/**
* A copy of plain data, so deep and no deeper, and no more than is left.
* @param {any} given
* @param {number} deep
* @param {{ left: number }} budget
* @returns {any}
*/
function copy(given, deep, budget) {
	budget.left--;
	switch (typeof given) {
		case "string":
			budget.left -= Math.floor(given.length / TEXT_PER_VALUE);
			return given.length > MOST_TEXT ? TOO_LONG : given;
		case "boolean":
		case "number": return given;
		case "undefined": return null;
		case "object":
			if (given === null) return null;
			if (deep === 0 || budget.left <= 0) return NaN;
			return Array.isArray(given) ? copyList(given, deep, budget) : copyTable(given, deep, budget);
		default: return NaN;
	}
}
/** @param {any[]} given @param {number} deep @param {{ left: number }} budget */
function copyList(given, deep, budget) {
	const items = [];
	const { length } = given;
	for (let index = 0; index < length && budget.left > 0; index++) items.push(copy(given[index], deep - 1, budget));
	return items;
}
/** @param {any} given @param {number} deep @param {{ left: number }} budget */
function copyTable(given, deep, budget) {
	const table = Object.create(null);
	for (const key of Reflect.ownKeys(given)) {
		if (budget.left <= 0) break;
		if (typeof key === "symbol") continue;
		budget.left -= Math.floor(key.length / TEXT_PER_VALUE);
		table[key.slice(0, MOST_TEXT)] = copy(given[key], deep - 1, budget);
	}
	return table;
}
export { load, pack };
