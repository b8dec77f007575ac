// author.js
/** @typedef {{ path: string, rule: string | null, line: number | null, message: string }} Problem */
/** @typedef {{ packed: Uint8Array, warnings: Problem[] }} Compiled */
/** Where the author's module is, if not beside this one. @type {any} */
let place;
/** @type {Promise<{ pack: (policy: unknown) => Compiled }> | undefined} */
let loading;
/**
* Sets where the author's module comes from: a URL, a response, the bytes or a compiled module, or a function that returns one of
* these. Needed only where `load_policy` can't locate it itself.
* @param {any} source
*/
function author_from(source) {
	place = source;
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
	await author.load(typeof place === "function" ? place() : place);
	return author;
}
// decode.js
/** In place of an address: the text itself follows. */
const INLINE = 1;
/** The number of January 1, 1970; the first day is January 1 of the year 1. */
const EPOCH = 719163;
let words = /* @__PURE__ */ new Uint32Array();
let bytes = /* @__PURE__ */ new Uint8Array();
let at = 0;
/** Texts by their address, until policies change. @type {Map<number, string>} */
const texts = /* @__PURE__ */ new Map();
/** Days by their number. @type {Map<number, string>} */
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
/** The custom section that holds the shipped policies: packs, each preceded by its length. */
const SECTION = "p2p-policies";
/** The character that stands for the first fact; the next stands for the second. */
const FIRST_FACT = 1;
/** @type {WebAssembly.Module | undefined} */
let module;
/** The exports of the running instance; none before there is one, and after it has died. @type {any} */
let running;
/** Every policy that was added, by payer: another instance gets the same. @type {Map<string, Uint8Array>} */
const packs = /* @__PURE__ */ new Map();
/** The facts of each payer that was asked for, each with the character that stands for it. Replaced when policies change. @type {Map<string, Map<string, string>>} */
let factsByPayer = /* @__PURE__ */ new Map();
/** A view of the instance's input buffer. */
let input = /* @__PURE__ */ new Uint8Array();
const encoder = new TextEncoder();
/**
* Loads the module, once.
* @param {any} [options] `{ module_or_path }`: an address, a request, a response, the bytes, or a compiled module; left out,
*   the file beside this one
*/
async function init(options) {
	if (module) return instance();
	const source = await (isOptions(options) ? options.module_or_path : options) ?? new URL("p2p_review_bg.wasm", import.meta.url);
	const compiled = await compile(isAddress(source) ? fetch(source) : source);
	const first = await WebAssembly.instantiate(compiled, {});
	return module ? instance() : start(compiled, first);
}
/**
* Loads the module at once.
* @param {any} options `{ module }`: its bytes, or a compiled module
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
/** The running instance, or a new one with the same policies. */
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
* Makes one call; its answer is decoded next. An instance that traps (stack overflow, out of memory) is unusable: a new one is
* started and the call repeated once.
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
* Writes input into the module's memory.
* @param {any} exports
* @param {string | Uint8Array} given
* @returns {number} how many bytes
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
* Makes sure that the input buffer holds at least so many bytes.
* @param {any} exports
* @param {number} length
*/
function reserve(exports, length) {
	if (input.length >= length && input.buffer === exports.memory.buffer) return;
	const address = exports.input(length);
	input = new Uint8Array(exports.memory.buffer, address, Math.max(length, 1024));
}
/**
* Adds a packed policy, or replaces its payer's.
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
	packs.set(payerOrProblem, pack);
	factsByPayer = /* @__PURE__ */ new Map();
}
/**
* The facts that a request to a payer can hold; for an unknown payer, the vocabulary's.
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
/** Changes whenever policies do. */
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
/**
* @param {any} request
* @param {any} now
* @param {any} [options]
*/
function encodeRequest(request, now, options) {
	const above = prototypeOf(request);
	const instant = encodeInstant(now);
	const language = encodeScalar(options?.language);
	const reportsKeys = options?.report_unknown_keys === true;
	for (let again = false;; again = true) {
		const version = policiesVersion();
		const read = readAnswers(request, above, reportsKeys);
		if (version === policiesVersion() || again) return instant + language + encodeAnswers(read);
	}
}
/** @param {any} request @returns {any} the prototype of an object literal, or of one without a prototype, of any window */
function prototypeOf(request) {
	if (typeof request === "object" && request !== null) {
		const above = Object.getPrototypeOf(request);
		if (above === null || Object.getPrototypeOf(above) === null && !Array.isArray(request)) return above;
	}
	throw new TypeError("`request` has to be a plain object");
}
/**
* The payer, encoded and as it is, then the names of facts and their encoded answers. The page's own code (getters, proxies)
* runs here and nowhere else.
* @param {any} request
* @param {any} above its prototype
* @param {boolean} reportsKeys whether names that are no facts' are wanted too
* @returns {{ payer: unknown, encodedPayer: string, names: string[], answers: string[] }}
*/
function readAnswers(request, above, reportsKeys) {
	const root = above !== null && Object.hasOwn(above, "hasOwnProperty") ? above : null;
	const isAnswer = (name) => root === null || !(name in root) || Object.hasOwn(request, name);
	const payer = isAnswer("payer") ? request.payer : void 0;
	const facts = factsOf(typeof payer === "string" ? payer : "");
	const own = above === null || root !== null ? Object.getOwnPropertyNames(request) : [];
	const few = own.length > 0 && own.length <= MOST_NAMES;
	const names = [];
	const answers = [];
	for (const name of few ? own : facts.keys()) {
		if (!facts.has(name)) {
			if (reportsKeys) {
				names.push(UNKNOWN_KEY);
				answers.push(encodeText(name));
			}
			continue;
		}
		if (!few && !isAnswer(name)) continue;
		const given = name === "payer" ? payer : request[name];
		if (given === void 0 || given === null) continue;
		names.push(name);
		answers.push(encodeAnswer(given));
	}
	return {
		payer,
		encodedPayer: encodeScalar(payer),
		names,
		answers
	};
}
/** @param {ReturnType<typeof readAnswers>} read */
function encodeAnswers({ payer, encodedPayer, names, answers }) {
	const facts = factsOf(typeof payer === "string" ? payer : "");
	let encoded = encodedPayer;
	for (let index = 0; index < names.length; index++) {
		const letter = names[index] === UNKNOWN_KEY ? UNKNOWN_KEY : facts.get(names[index]);
		if (letter !== void 0) encoded += letter + answers[index];
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
/** @param {number} given */
function encodeNumber(given) {
	return Number.isFinite(given) ? `n${given}\0` : "o";
}
/** @param {string} given */
function encodeText(given) {
	if (given.length > MOST_ANSWER) return TOO_LONG;
	return `s${given.includes("\0") ? given.replaceAll("\0", "") : given}\0`;
}
/** @param {any} given */
function encodeAnswer(given) {
	return Array.isArray(given) ? encodeWindows(given) : encodeScalar(given);
}
/** @param {any} given */
function encodeScalar(given) {
	switch (typeof given) {
		case "string": return encodeText(given);
		case "boolean": return given ? "t" : "f";
		case "number": return encodeNumber(given);
		case "undefined": return "z";
		default: return given === null ? "z" : "o";
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
* @param {any[]} given
*/
function encodeWindows(given) {
	let encoded = "";
	for (let index = 0; index < given.length && index < MOST_WINDOWS; index++) {
		const window = given[index];
		encoded += typeof window === "object" && window !== null && !Array.isArray(window) ? `{${PARTS.map((part) => encodePart(window, part)).join("")}}` : "o";
	}
	return `[${encoded}]`;
}
/** @param {any} window @param {string} key */
function encodePart(window, key) {
	const given = window[key];
	if (given === void 0) return "";
	return `s${key}\0${encodeScalar(typeof given === "string" ? given.slice(0, MOST_PART) : given)}`;
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
* @returns {number} what the answer begins with
*/
function begin(verb, request, now, options) {
	call(verb, encodeRequest(request, now, options));
	const kind = number();
	if (kind === 0) throw new TypeError("`now` has to be a Date or an RFC 3339 instant between 2000 and 2099");
	return kind;
}
export { add_policy, author_from, compute_deadline, init as default, initSync, load_policy, policies, validate_request };
