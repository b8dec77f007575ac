// author.js
/** @typedef {{ path: string, rule: string | null, line: number | null, message: string }} Problem */
/** @typedef {{ packed: Uint8Array, warnings: Problem[] }} Compiled */
/** The source of the author's module, if it is not in the file beside this one. @type {any} */
let source;
/** @type {Promise<{ pack: (policy: unknown) => Compiled }> | undefined} */
let loading;
/**
* Sets the source of the author's module: a URL, a response, its bytes, a compiled module, or a function that returns one of
* these. Needed only if `load_policy` can't find the module itself.
* @param {any} from
*/
function author_from(from) {
	source = from;
	loading = void 0;
}
/**
* Checks a policy and packs it.
* @param {unknown} policy
* @returns {Promise<Compiled>}
*/
async function compile$1(policy) {
	loading ??= load();
	try {
		return (await loading).pack(policy);
	} catch (error) {
		if (!error.problems) loading = void 0;
		throw error;
	}
}
async function load() {
	const author = await import("./p2p_author.js");
	await author.load(typeof source === "function" ? source() : source);
	return author;
}
// decode.js
/** Instead of an address: the bytes of the text follow. */
const INLINE = 1;
/** The day number of January 1, 1970; day 1 is January 1 of the year 1. */
const EPOCH = 719163;
let words = /* @__PURE__ */ new Uint32Array();
let bytes = /* @__PURE__ */ new Uint8Array();
let at = 0;
/** Decoded texts by address, until a policy is added. @type {Map<number, string>} */
const texts = /* @__PURE__ */ new Map();
/** Formatted days by number. @type {Map<number, string>} */
const days = /* @__PURE__ */ new Map();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
/**
* @param {ArrayBuffer} memory
* @param {number} address
*/
function startDecoding(memory, address) {
	if (words.buffer !== memory) {
		words = new Uint32Array(memory);
		bytes = new Uint8Array(memory);
	}
	at = address >>> 2;
}
function forgetTexts() {
	texts.clear();
}
const number = () => words[at++];
const flag = () => words[at++] === 1;
/** @returns {any} a text, or null */
function text() {
	const address = words[at];
	const length = words[at + 1];
	at += 2;
	if (address > INLINE) {
		const known = texts.get(address);
		if (known !== void 0) return known;
		const read = decoder.decode(bytes.subarray(address, address + length));
		texts.set(address, read);
		return read;
	}
	if (address === 0) return null;
	const start = at << 2;
	at += length + 3 >>> 2;
	return decoder.decode(bytes.subarray(start, start + length));
}
/**
* @template T
* @param {() => T} read
* @returns {T | null}
*/
const optional = (read) => words[at++] === 0 ? null : read();
/**
* @template T
* @param {() => T} read
* @returns {T[]}
*/
function list(read) {
	const items = [];
	for (let left = words[at++]; left > 0; left--) items.push(read());
	return items;
}
function day() {
	const number = words[at++];
	const known = days.get(number);
	if (known !== void 0) return known;
	const read = (/* @__PURE__ */ new Date((number - EPOCH) * 864e5)).toISOString().slice(0, 10);
	days.set(number, read);
	return read;
}
/** @param {number} number */
const two = (number) => number < 10 ? `0${number}` : number;
function instant() {
	const date = day();
	const millis = words[at++];
	const [hours, minutes] = [Math.floor(millis / 36e5), Math.floor(millis / 6e4) % 60];
	const [seconds, rest] = [Math.floor(millis / 1e3) % 60, millis % 1e3];
	const fraction = rest === 0 ? "" : `.${String(rest).padStart(3, "0")}`;
	return `${date}T${two(hours)}:${two(minutes)}:${two(seconds)}${fraction}Z`;
}
// engine.js
/** @typedef {'validate_request' | 'compute_deadline' | 'policies' | 'facts' | 'add_policy'} Verb */
/** The custom section with the shipped policies: packs, each preceded by its length in bytes. */
const SECTION = "p2p-policies";
/** The character code for the first fact; the next is for the second, and so on. */
const FIRST_FACT = 1;
/** @type {WebAssembly.Module | undefined} */
let module;
/** The exports of the running instance; undefined before the first one and after a trap. @type {any} */
let running;
/** Every added policy by payer, to be added again to a new instance. @type {Map<string, Uint8Array>} */
const packs = /* @__PURE__ */ new Map();
/**
* For each payer that was asked about, its facts and the character for each. Replaced when a policy is added.
* @type {Map<string, Map<string, string>>}
*/
let factsByPayer = /* @__PURE__ */ new Map();
/** A view of the instance's input buffer. */
let input = /* @__PURE__ */ new Uint8Array();
const encoder = new TextEncoder();
/**
* Loads the module, once.
* @param {any} [options] `{ module_or_path }`: a URL, a request, a response, the bytes, or a compiled module; by default the
*   file beside this one
*/
async function init(options) {
	if (module) return instance();
	const source = await (isOptions(options) ? options.module_or_path : options) ?? new URL("p2p_review_bg.wasm", import.meta.url);
	const compiled = await compile(isAddress(source) ? fetch(source) : source);
	const first = await WebAssembly.instantiate(compiled, {});
	return module ? instance() : start(compiled, first);
}
/**
* Loads the module synchronously, once.
* @param {any} options `{ module }`: the bytes, or a compiled module
*/
function initSync(options) {
	if (module) return instance();
	const given = isOptions(options) ? options.module : options;
	return start(given instanceof WebAssembly.Module ? given : new WebAssembly.Module(given));
}
/** @param {any} given */
function isOptions(given) {
	return typeof given === "object" && given !== null && Object.getPrototypeOf(given) === Object.prototype;
}
/** @param {any} given */
function isAddress(given) {
	return typeof given === "string" || given instanceof URL || typeof Request === "function" && given instanceof Request;
}
/**
* @param {any} given
* @returns {Promise<WebAssembly.Module>}
*/
async function compile(given) {
	const source = await given;
	if (source instanceof WebAssembly.Module) return source;
	if (typeof Response !== "function" || !(source instanceof Response)) return WebAssembly.compile(source);
	if (!source.ok) throw new Error(`${source.url} was answered with status ${source.status}`);
	if (source.headers.get("Content-Type")?.startsWith("application/wasm")) return WebAssembly.compileStreaming(source);
	return WebAssembly.compile(await source.arrayBuffer());
}
/**
* @param {WebAssembly.Module} compiled
* @param {WebAssembly.Instance} [first]
*/
function start(compiled, first) {
	module = compiled;
	running = first?.exports;
	for (const section of WebAssembly.Module.customSections(compiled, SECTION)) {
		const view = new DataView(section);
		for (let at = 0; at + 4 <= section.byteLength;) {
			const length = view.getUint32(at, true);
			addPolicy(new Uint8Array(section, at + 4, length));
			at += 4 + length;
		}
	}
	return instance();
}
/** The running instance; a new one with the same policies if the last one trapped. */
function instance() {
	if (running) return running;
	if (!module) throw new Error("p2p-review is not loaded yet: `await init()` first");
	running = new WebAssembly.Instance(module, {}).exports;
	input = /* @__PURE__ */ new Uint8Array();
	forgetTexts();
	for (const pack of packs.values()) run("add_policy", pack);
	return running;
}
/**
* Makes one call; decode the answer next. An instance that trapped (stack overflow, out of memory) can't be used again: a new
* one is started and the call is repeated once.
* @param {Verb} verb
* @param {string | Uint8Array} [given]
*/
function call(verb, given = "") {
	try {
		return run(verb, given);
	} catch (error) {
		if (!module) throw error;
		running = void 0;
	}
	try {
		return run(verb, given);
	} catch (error) {
		running = void 0;
		throw error;
	}
}
/**
* @param {Verb} verb
* @param {string | Uint8Array} given
*/
function run(verb, given) {
	const exports = instance();
	const address = exports[verb](write(exports, given));
	startDecoding(exports.memory.buffer, address);
}
/**
* Writes the input into the module's memory.
* @param {any} exports
* @param {string | Uint8Array} given
* @returns {number} how many bytes were written
*/
function write(exports, given) {
	if (typeof given !== "string") {
		reserve(exports, given.length);
		input.set(given);
		return given.length;
	}
	reserve(exports, given.length);
	const { read, written } = encoder.encodeInto(given, input);
	if (read === given.length) return written;
	reserve(exports, given.length * 3);
	return encoder.encodeInto(given, input).written;
}
/**
* Makes sure that the input buffer holds at least `length` bytes.
* @param {any} exports
* @param {number} length
*/
function reserve(exports, length) {
	if (input.length >= length && input.buffer === exports.memory.buffer) return;
	const address = exports.input(length);
	input = new Uint8Array(exports.memory.buffer, address, Math.max(length, 1024));
}
/**
* Adds a packed policy; it replaces the payer's previous one.
* @param {Uint8Array} packed
*/
function addPolicy(packed) {
	const pack = packed instanceof Uint8Array ? packed.slice() : /* @__PURE__ */ new Uint8Array();
	call("add_policy", pack);
	const added = number() === 1;
	const payerOrProblem = `${text()}`;
	input = /* @__PURE__ */ new Uint8Array();
	forgetTexts();
	if (!added) throw Object.assign(new Error(payerOrProblem), { code: "bad-pack" });
	const before = packs.get(payerOrProblem);
	if (before?.length === pack.length && before.every((byte, index) => byte === pack[index])) return;
	packs.set(payerOrProblem, pack);
	factsByPayer = /* @__PURE__ */ new Map();
}
/**
* The facts that a request to a payer can hold; for an unknown payer, those of the vocabulary.
* @param {string} payer
*/
function factsOf(payer) {
	const known = factsByPayer.get(payer);
	if (known) return known;
	const name = packs.has(payer) ? payer : "";
	const facts = factsByPayer.get(name) ?? readFacts(name);
	factsByPayer.set(name, facts);
	return facts;
}
/** A value that changes when the policies change. */
function policiesVersion() {
	return factsByPayer;
}
/** @param {string} payer */
function readFacts(payer) {
	call("facts", payer);
	let code = FIRST_FACT;
	return new Map(list(() => [text(), String.fromCharCode(code++)]));
}
// encode-request.js
const MOST_WINDOWS = 64;
const MOST_ANSWER = 2e3;
const TOO_LONG = `s${"-".repeat(2001)}\0`;
const UNKNOWN_KEY = "";
const MOST_NAMES = 1e3;
const MOST_TRIES = 3;
/**
* @param {any} request
* @param {any} now
* @param {any} [options]
*/
function encodeRequest(request, now, options) {
	const prototype = prototypeOf(request);
	const instant = encodeInstant(now);
	const language = encodeScalar(options?.language);
	const reportsKeys = options?.report_unknown_keys === true;
	for (let tries = 0; tries < MOST_TRIES; tries++) {
		const version = policiesVersion();
		const answers = readAnswers(request, prototype, reportsKeys);
		if (version === policiesVersion()) return instant + language + answers;
	}
	throw new TypeError("reading `request` changes the policies each time");
}
/** @param {any} request @returns {any} the prototype of a plain object (also one of another window), or null */
function prototypeOf(request) {
	if (typeof request === "object" && request !== null) {
		const prototype = Object.getPrototypeOf(request);
		if (prototype === null || Object.getPrototypeOf(prototype) === null && !Array.isArray(request)) return prototype;
	}
	throw new TypeError("`request` has to be a plain object");
}
/**
* The payer, then the facts and their answers, encoded. Code of the page (getters, proxies) runs in this function and nowhere
* else.
* @param {any} request
* @param {any} prototype the prototype of the request
* @param {boolean} reportsKeys whether to include keys that name no fact
*/
function readAnswers(request, prototype, reportsKeys) {
	const root = prototype !== null && Object.hasOwn(prototype, "hasOwnProperty") ? prototype : null;
	const isAnswer = (name) => root === null || !(name in root) || Object.hasOwn(request, name);
	const payer = isAnswer("payer") ? request.payer : void 0;
	const facts = factsOf(typeof payer === "string" ? payer : "");
	const own = prototype === null || root !== null ? Object.getOwnPropertyNames(request) : [];
	const few = own.length > 0 && own.length <= MOST_NAMES;
	let encoded = encodeScalar(payer);
	for (const name of few ? own : [...facts.keys()]) {
		const letter = facts.get(name);
		if (letter === void 0) {
			if (reportsKeys) encoded += UNKNOWN_KEY + encodeText(name);
			continue;
		}
		if (!few && !isAnswer(name)) continue;
		const value = name === "payer" ? payer : request[name];
		if (value !== void 0 && value !== null) encoded += letter + encodeAnswer(value);
	}
	return encoded;
}
/** @param {any} now */
function encodeInstant(now) {
	if (now === void 0) return encodeMillis(Date.now());
	if (typeof now === "string") return encodeScalar(now);
	try {
		return encodeMillis(Date.prototype.getTime.call(now));
	} catch {
		return "o";
	}
}
/** @param {number} millis */
function encodeMillis(millis) {
	return millis >= 0 ? encodeNumber(Math.trunc(millis)) : "o";
}
/** @param {number} value */
function encodeNumber(value) {
	return Number.isFinite(value) ? `n${value}\0` : "o";
}
/** @param {string} value */
function encodeText(value) {
	if (value.length > MOST_ANSWER) return TOO_LONG;
	return `s${value.includes("\0") ? value.replaceAll("\0", "") : value}\0`;
}
/** @param {any} value */
function encodeAnswer(value) {
	return Array.isArray(value) ? encodeWindows(value) : encodeScalar(value);
}
/** @param {any} value */
function encodeScalar(value) {
	switch (typeof value) {
		case "string": return encodeText(value);
		case "boolean": return value ? "t" : "f";
		case "number": return encodeNumber(value);
		case "undefined": return "z";
		default: return value === null ? "z" : "o";
	}
}
const MOST_PART = 64;
const PARTS = [
	"date",
	"start",
	"end",
	"time_zone"
];
/**
* A list of call windows, each with its parts.
* @param {any[]} value
*/
function encodeWindows(value) {
	let encoded = "";
	for (let index = 0; index < value.length && index < MOST_WINDOWS; index++) {
		const window = value[index];
		encoded += typeof window === "object" && window !== null && !Array.isArray(window) ? `{${PARTS.map((part) => encodePart(window, part)).join("")}}` : "o";
	}
	return `[${encoded}]`;
}
/** @param {any} window @param {string} key */
function encodePart(window, key) {
	const value = window[key];
	if (value === void 0) return "";
	return `s${key}\0${encodeScalar(typeof value === "string" ? value.slice(0, MOST_PART) : value)}`;
}
// shapes.js
const readCitation = () => ({
	source: text(),
	title: text(),
	section: text(),
	statements: list(text),
	effective: text()
});
const readNextStep = () => ({
	id: text(),
	label: text(),
	kind: text(),
	value: text(),
	href: text(),
	note: text()
});
const readFinding = () => ({
	kind: text(),
	rule: text(),
	field: text(),
	at: text(),
	message: text(),
	shown: text(),
	elsewhere: flag(),
	citation: optional(readCitation),
	next_steps: list(readNextStep)
});
const readOpenFact = () => ({
	field: text(),
	citation: optional(readCitation)
});
const readDeadlineDay = () => ({
	date: day(),
	counts: optional(number),
	skipped: text(),
	doubtful: text()
});
const readDeadline = () => ({
	id: text(),
	label: text(),
	start: day(),
	start_field: text(),
	count: optional(number),
	unit: text(),
	opens: optional(day),
	safe: day(),
	due: day(),
	closes: day(),
	due_at: instant(),
	closes_at: instant(),
	time_zone: text(),
	status: text(),
	days_left: optional(number),
	days: list(readDeadlineDay),
	citation: optional(readCitation)
});
const readResponseTime = () => ({
	id: text(),
	label: text(),
	count: number(),
	unit: text(),
	by: instant(),
	citation: optional(readCitation)
});
const readSourceVersion = () => ({
	id: text(),
	title: text(),
	effective: text(),
	next_review: text()
});
const readPolicyVersion = () => ({
	id: text(),
	name: text(),
	version: text(),
	sources: list(readSourceVersion)
});
const readDecision = () => ({
	outcome: text(),
	findings: list(readFinding),
	needed: list(readOpenFact),
	optional: list(readOpenFact),
	deadline: optional(readDeadline),
	response_times: list(readResponseTime),
	contacts: list(readNextStep),
	clocks: list(readDeadline),
	policy: optional(readPolicyVersion),
	engine: text(),
	checked_at: instant()
});
const readDeadlineError = () => ({
	code: text(),
	field: text(),
	message: text()
});
const readFieldValue = () => ({
	value: text(),
	label: text()
});
const readFieldInfo = () => ({
	field: text(),
	kind: text(),
	values: optional(() => list(readFieldValue)),
	question: text(),
	hint: text(),
	unsure: flag()
});
const readPolicySummary = () => ({
	id: text(),
	name: text(),
	version: text(),
	lines_of_business: list(text),
	services: list(text),
	fields: list(readFieldInfo)
});
const decision = readDecision;
const deadline = readDeadline;
const deadlineError = readDeadlineError;
const summaries = () => list(readPolicySummary);
// index.js
function validate_request(request, now, options) {
	begin("validate_request", request, now, options);
	return decision();
}
function compute_deadline(request, now, options) {
	if (begin("compute_deadline", request, now, options) === 1) return deadline();
	const { message, code, field } = deadlineError();
	throw Object.assign(new Error(message), {
		code,
		field
	});
}
function policies(options) {
	call("policies", `${options?.language ?? ""}`);
	return summaries();
}
function add_policy(packed) {
	addPolicy(packed);
}
async function load_policy(policy) {
	const { packed, warnings } = await compile$1(policy);
	addPolicy(packed);
	return { warnings };
}
/**
* @param {import('./engine.js').Verb} verb
* @param {any} request
* @param {any} now
* @param {any} options
* @returns {number} the first number of the answer
*/
function begin(verb, request, now, options) {
	call(verb, encodeRequest(request, now, options));
	const kind = number();
	if (kind === 0) throw new TypeError("`now` has to be a Date or an RFC 3339 instant between 2000 and 2099");
	return kind;
}
export { add_policy, author_from, compute_deadline, init as default, initSync, load_policy, policies, validate_request };
