// snippets/p2p-review-2786ab0a9f2c8cc1/src/crossing.js
const MOST_DEEP = 16;
const MOST_VALUES = 2e5;
const TEXT_PER_VALUE = 64;
const MOST_WINDOWS = 64;
const MOST_TEXT = 1e4;
const MOST_ANSWER = 2e3;
const TOO_LONG = "-".repeat(2001);
const FAR_TOO_LONG = "-".repeat(10001);
const MOST_NAMES = 1e3;
const FIRST_PLACE = 64;
let known = /* @__PURE__ */ new Map();
/** The facts of a payer: of each, where its name stands, how long it is, and whether it holds call windows. */
function know(payer, facts) {
	const byName = /* @__PURE__ */ new Map();
	for (let at = 0, place = FIRST_PLACE; at < facts.length; at += 3, place++) byName.set(textAt(facts, at), {
		place: String.fromCharCode(place),
		read: facts[at + 2] === 0 ? scalar : windows
	});
	known = new Map(known).set(payer, byName);
}
let thrown;
/** Throws what was thrown when a value was read. */
function rethrow() {
	const error = thrown;
	thrown = void 0;
	throw error;
}
function orNothing(write, given, now) {
	try {
		return write(given, now);
	} catch (error) {
		thrown = error;
		return "";
	}
}
/** What `now` and the payer are, then the answers to the payer's facts. */
const asked = (request, now) => orNothing(question, request, now);
/** A policy with all that it holds. */
const whole = (policy) => orNothing(content, policy);
function question(request, now) {
	const payers = known;
	const above = aboveOf(request);
	const { payer } = request;
	const facts = payers.get(payer) ?? payers.get("");
	let written = instant(now) + scalar(payer);
	const own = above === null || above === Object.prototype ? Object.getOwnPropertyNames(request) : [];
	const usual = own.length > 0 && own.length <= MOST_NAMES;
	for (const name of usual ? own : facts.keys()) {
		const fact = facts.get(name);
		if (fact === void 0) continue;
		const given = name === "payer" ? payer : request[name];
		if (given !== void 0 && given !== null) written += fact.place + fact.read(given);
	}
	return written;
}
/**
* A policy that isn't too large. The texts of the one that it replaces are forgotten, after the page's own code has run and
* before the module puts another in their place.
*/
function content(policy) {
	const budget = { left: MOST_VALUES };
	const written = value(policy, MOST_DEEP, budget);
	if (budget.left <= 0) throw refused("This policy was not loaded: it is too large.", [["", "this policy is too large"]]);
	texts.clear();
	return written;
}
/** The prototype of an object literal, or of one without a prototype, of this window or of another. */
function aboveOf(request) {
	if (typeof request === "object" && request !== null) {
		const above = Object.getPrototypeOf(request);
		if (above === null || Object.getPrototypeOf(above) === null && !Array.isArray(request)) return above;
	}
	throw new TypeError("`request` has to be a plain object");
}
function instant(now) {
	if (now === void 0) return number(Date.now());
	if (typeof now === "string") return scalar(now);
	try {
		return number(Date.prototype.getTime.call(now));
	} catch {
		return "o";
	}
}
function number(given) {
	return Number.isSafeInteger(given) && given >= 0 ? `n${given}\0` : "o";
}
function text(given) {
	return `s${given.includes("\0") ? given.replaceAll("\0", "") : given}\0`;
}
function scalar(given) {
	switch (typeof given) {
		case "string": return text(given.length > MOST_ANSWER ? TOO_LONG : given);
		case "boolean": return given ? "t" : "f";
		case "number": return number(given);
		case "undefined": return "z";
		default: return given === null ? "z" : "o";
	}
}
/** A list of call windows, and of each its parts. */
function windows(given) {
	if (!Array.isArray(given)) return scalar(given);
	let written = "";
	for (let index = 0; index < given.length && index < MOST_WINDOWS; index++) {
		const window = given[index];
		written += typeof window === "object" && window !== null && !Array.isArray(window) ? `{${part(window, "date")}${part(window, "start")}${part(window, "end")}}` : "o";
	}
	return `[${written}]`;
}
const part = (window, key) => text(key) + scalar(window[key]);
/** A value with all that it holds, so deep and no deeper, and no more than is left. */
function value(given, deep, budget) {
	budget.left--;
	if (typeof given === "string") {
		budget.left -= Math.floor(given.length / TEXT_PER_VALUE);
		return budget.left <= 0 ? "o" : text(given.length > MOST_TEXT ? FAR_TOO_LONG : given);
	}
	if (typeof given !== "object" || given === null) return scalar(given);
	if (deep === 0 || budget.left <= 0) return "o";
	let written = "";
	if (Array.isArray(given)) {
		const { length } = given;
		for (let index = 0; index < length && budget.left > 0; index++) written += value(given[index], deep - 1, budget);
		return `[${written}]`;
	}
	for (const key of Reflect.ownKeys(given)) {
		if (budget.left <= 0) break;
		if (typeof key === "symbol") continue;
		budget.left -= Math.floor(key.length / TEXT_PER_VALUE);
		written += text(key.slice(0, MOST_TEXT)) + value(given[key], deep - 1, budget);
	}
	return `{${written}}`;
}
const texts = /* @__PURE__ */ new Map();
const days = /* @__PURE__ */ new Map();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
function textAt(words, at) {
	const place = words[at];
	if (place === 0) return null;
	const known = texts.get(place);
	if (known !== void 0) return known;
	const read = decoder.decode(new Uint8Array(words.buffer, place, words[at + 1]));
	texts.set(place, read);
	return read;
}
let words = /* @__PURE__ */ new Uint32Array();
let at = 0;
const next = () => words[at++];
const optional = (read) => next() === 0 ? null : read();
const word = () => {
	const read = textAt(words, at);
	at += 2;
	return read;
};
function list(read) {
	const items = [];
	for (let left = next(); left > 0; left--) items.push(read());
	return items;
}
/** A text that the module has made for this once: ASCII. */
function passing() {
	let read = "";
	for (let left = next(); left > 0; left--) read += String.fromCharCode(next());
	return read;
}
const DAYS_BEFORE_1970 = 719163;
function day() {
	const number = next();
	const known = days.get(number);
	if (known !== void 0) return known;
	const read = (/* @__PURE__ */ new Date((number - DAYS_BEFORE_1970) * 864e5)).toISOString().slice(0, 10);
	days.set(number, read);
	return read;
}
const two = (number) => number < 10 ? `0${number}` : number;
function moment() {
	const date = day();
	const millis = next();
	const [hours, minutes] = [Math.floor(millis / 36e5), Math.floor(millis / 6e4) % 60];
	const [seconds, rest] = [Math.floor(millis / 1e3) % 60, millis % 1e3];
	const fraction = rest === 0 ? "" : `.${String(rest).padStart(3, "0")}`;
	return `${date}T${two(hours)}:${two(minutes)}:${two(seconds)}${fraction}Z`;
}
const citation = () => ({
	source: word(),
	title: word(),
	section: word(),
	statements: list(word),
	effective: word()
});
const step = () => ({
	id: word(),
	label: word(),
	kind: word(),
	value: word(),
	href: word(),
	note: word()
});
const finding = () => ({
	kind: word(),
	rule: word(),
	field: word(),
	at: optional(passing),
	message: word(),
	citation: optional(citation),
	next_steps: list(step)
});
const open = () => ({
	field: word(),
	citation: optional(citation)
});
const counted = () => ({
	date: day(),
	counts: optional(next),
	skipped: word()
});
const deadlineRead = () => ({
	start: day(),
	count: next(),
	unit: word(),
	due: day(),
	closes: day(),
	due_at: moment(),
	closes_at: moment(),
	time_zone: word(),
	status: word(),
	days_left: optional(next),
	days: list(counted),
	citation: optional(citation)
});
const promise = () => ({
	id: word(),
	label: word(),
	count: next(),
	unit: word(),
	by: moment(),
	citation: optional(citation)
});
const source = () => ({
	id: word(),
	title: word(),
	effective: word(),
	next_review: word()
});
const policy = () => ({
	id: word(),
	name: word(),
	version: word(),
	sources: list(source)
});
const option = () => ({
	value: word(),
	label: word()
});
const fact = () => ({
	field: word(),
	kind: word(),
	values: optional(() => list(option)),
	question: word(),
	hint: word()
});
const summary = () => ({
	id: word(),
	name: word(),
	version: word(),
	lines_of_business: list(word),
	services: list(word),
	fields: list(fact)
});
const decisionRead = () => ({
	outcome: word(),
	findings: list(finding),
	needed: list(open),
	optional: list(open),
	deadline: optional(deadlineRead),
	response_times: list(promise),
	contacts: list(step),
	policy: optional(policy),
	engine: word(),
	checked_at: moment()
});
function from(given, read) {
	words = given;
	at = 0;
	return read();
}
const decision = (given) => from(given, decisionRead);
const deadline = (given) => from(given, deadlineRead);
const summaries = (given) => from(given, () => list(summary));
/** What `compute_deadline` throws. */
const unreckoned = (message, code, field = null) => Object.assign(new Error(message), {
	code,
	field
});
/** What `load_policy` throws. */
function refused(message, problems) {
	return Object.assign(new Error(message), { problems: problems.map(([path, message]) => ({
		path,
		message
	})) });
}
// p2p_review.js
/**
* Says by when a request must be in, day by day. `now` as in `validate_request`.
*
* Throws an `Error` with `code` (`missing-field`, `invalid-field`, `unknown-payer`, `no-deadline`) and `field`.
*
* ```js
* const { due, days_left } = compute_deadline({ payer: "pacificsource", denial_date: "2026-11-25" }, "2026-11-30T18:00:00Z");
* ```
* @param {ReviewRequest} request
* @param {Date | string} [now]
* @returns {Deadline}
*/
function compute_deadline(request, now) {
	const ret = wasm.compute_deadline(request, now);
	if (ret[2]) throw takeFromExternrefTable0(ret[1]);
	return takeFromExternrefTable0(ret[0]);
}
/**
* Adds a policy, or replaces the one with its id. It has the shape of `policies/<id>.json`.
*
* Throws an `Error` with `problems: { path, message }[]`, all of them at once; then nothing has changed.
* @param {Policy} policy
*/
function load_policy(policy) {
	const ret = wasm.load_policy(policy);
	if (ret[1]) throw takeFromExternrefTable0(ret[0]);
}
/**
* What is loaded, by id: a form can be built from it.
* @returns {PolicySummary[]}
*/
function policies() {
	return wasm.policies();
}
/**
* Says whether a request for a peer-to-peer review can be made, why not, and what is still to be answered.
*
* `now` is a `Date` or an RFC 3339 instant; left out, the clock. Nothing that a form can hold makes this throw: it throws
* a `TypeError` only when `request` is no plain object or `now` no instant between 2000 and 2099.
*
* ```js
* const { outcome, findings } = validate_request({ payer: "regence", denial_basis: "claim" });
* ```
* @param {ReviewRequest} request
* @param {Date | string} [now]
* @returns {Decision}
*/
function validate_request(request, now) {
	const ret = wasm.validate_request(request, now);
	if (ret[2]) throw takeFromExternrefTable0(ret[1]);
	return takeFromExternrefTable0(ret[0]);
}
function __wbg_get_imports() {
	return {
		__proto__: null,
		"./p2p_review_bg.js": {
			__proto__: null,
			__wbg___wbindgen_throw_4c88d8bf264fd984: function(arg0, arg1) {
				throw new Error(getStringFromWasm0(arg0, arg1));
			},
			__wbg_asked_4a5c4bf356bbb65e: function(arg0, arg1, arg2) {
				const ptr1 = passStringToWasm0(asked(arg1, arg2), wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
				const len1 = WASM_VECTOR_LEN;
				getDataViewMemory0().setInt32((arg0 >>> 0) + 4, len1, true);
				getDataViewMemory0().setInt32((arg0 >>> 0) + 0, ptr1, true);
			},
			__wbg_deadline_150f0b654d567ba3: function(arg0, arg1) {
				return deadline(getArrayU32FromWasm0(arg0, arg1));
			},
			__wbg_decision_4336d4aaac1f0df9: function(arg0, arg1) {
				return decision(getArrayU32FromWasm0(arg0, arg1));
			},
			__wbg_know_0a608c6bed7c8442: function(arg0, arg1, arg2, arg3) {
				know(getStringFromWasm0(arg0, arg1), getArrayU32FromWasm0(arg2, arg3));
			},
			__wbg_new_37eb45aaf5eeb820: function() {
				return new Array();
			},
			__wbg_new_4416a2fe2fac9c65: function(arg0, arg1) {
				return new TypeError(getStringFromWasm0(arg0, arg1));
			},
			__wbg_refused_31ebb5339f42860c: function(arg0, arg1, arg2) {
				return refused(getStringFromWasm0(arg0, arg1), arg2);
			},
			__wbg_rethrow_253045272d9e84c5: function() {
				return handleError(function() {
					rethrow();
				}, arguments);
			},
			__wbg_set_d2d33b52458e984a: function(arg0, arg1, arg2) {
				arg0[arg1 >>> 0] = arg2;
			},
			__wbg_summaries_a5200b922a93b968: function(arg0, arg1) {
				return summaries(getArrayU32FromWasm0(arg0, arg1));
			},
			__wbg_unreckoned_84c7b60acfd9f99a: function(arg0, arg1, arg2, arg3, arg4, arg5) {
				return unreckoned(getStringFromWasm0(arg0, arg1), getStringFromWasm0(arg2, arg3), arg4 === 0 ? void 0 : getStringFromWasm0(arg4, arg5));
			},
			__wbg_whole_c20e53073fa88a98: function(arg0, arg1) {
				const ptr1 = passStringToWasm0(whole(arg1), wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
				const len1 = WASM_VECTOR_LEN;
				getDataViewMemory0().setInt32((arg0 >>> 0) + 4, len1, true);
				getDataViewMemory0().setInt32((arg0 >>> 0) + 0, ptr1, true);
			},
			__wbindgen_generic_0000000000000001: function(arg0, arg1) {
				return getStringFromWasm0(arg0, arg1);
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
function getArrayU32FromWasm0(ptr, len) {
	ptr = ptr >>> 0;
	return getUint32ArrayMemory0().subarray(ptr / 4, ptr / 4 + len);
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
let cachedUint32ArrayMemory0 = null;
function getUint32ArrayMemory0() {
	if (cachedUint32ArrayMemory0 === null || cachedUint32ArrayMemory0.byteLength === 0) cachedUint32ArrayMemory0 = new Uint32Array(wasm.memory.buffer);
	return cachedUint32ArrayMemory0;
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
	cachedUint32ArrayMemory0 = null;
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
	if (module_or_path === void 0) module_or_path = new URL("p2p_review_bg.wasm", import.meta.url);
	const imports = __wbg_get_imports();
	if (typeof module_or_path === "string" || typeof Request === "function" && module_or_path instanceof Request || typeof URL === "function" && module_or_path instanceof URL) module_or_path = fetch(module_or_path);
	const { instance, module } = await __wbg_load(await module_or_path, imports);
	return __wbg_finalize_init(instance, module);
}
export { compute_deadline, __wbg_init as default, initSync, load_policy, policies, validate_request };
