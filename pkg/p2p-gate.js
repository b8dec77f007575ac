import init, * as rules from "./p2p_review.js";
// www/gate/dom.js
/** @typedef {Node | string | null | undefined | false} Child nothing, in any of its guises, adds nothing */
/**
* @template {keyof HTMLElementTagNameMap} Tag
* @param {Tag} tag
* @param {Record<string, string | boolean | null | undefined>} [attributes] true sets an empty attribute; false and null leave it out
* @param {...Child} children
* @returns {HTMLElementTagNameMap[Tag]}
*/
function h(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) if (value === true) element.setAttribute(name, "");
	else if (typeof value === "string") element.setAttribute(name, value);
	element.append(...present(children));
	return element;
}
/** @param {Child[]} children */
function present(children) {
	return children.filter((child) => child instanceof Node || typeof child === "string").map((child) => typeof child === "string" ? inOrder(child) : child);
}
/** Without the characters that turn the order of those after them around: a policy's text, or anybody's name, stays what it reads as. @param {string} text */
function inOrder(text) {
	return text.replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, "");
}
const SVG = "http://www.w3.org/2000/svg";
/** Drawn here because images and data: addresses are not allowed by a strict content policy. */
const SHAPES = {
	yes: "M4 12.5l5.2 5.2L20 6.8",
	no: "M5.5 5.5l13 13m0-13l-13 13",
	open: "M12 7.5V12l3 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z",
	calendar: "M4 8.5h16M7.5 3.5v3m9-3v3M5 5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z"
};
/** @param {keyof typeof SHAPES} name */
function icon(name) {
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("viewBox", "0 0 24 24");
	svg.setAttribute("class", "p2p-icon");
	svg.setAttribute("aria-hidden", "true");
	const path = document.createElementNS(SVG, "path");
	path.setAttribute("d", SHAPES[name]);
	svg.append(path);
	return svg;
}
let serial = 0;
/**
* @param {Element} element
* @returns {string} its id, given now if it had none
*/
function idOf(element) {
	if (!element.id) element.id = `p2p-${++serial}`;
	return element.id;
}
/**
* Adds a word to a space-separated attribute, or takes it away.
* @param {Element} element
* @param {string} attribute
* @param {string} word
* @param {boolean} present
*/
function toggleWord(element, attribute, word, present) {
	const words = new Set((element.getAttribute(attribute) ?? "").split(" ").filter(Boolean));
	if (present) words.add(word);
	else words.delete(word);
	if (words.size) element.setAttribute(attribute, [...words].join(" "));
	else element.removeAttribute(attribute);
}
// www/gate/dates.js
const MONTHS = [
	"jan",
	"feb",
	"mar",
	"apr",
	"may",
	"jun",
	"jul",
	"aug",
	"sep",
	"oct",
	"nov",
	"dec"
];
/**
* @param {string} text "11/18/2026", "11-18-26", "11182026", "Nov 18 2026", "18 November 2026", "2026-11-18"
* @returns {string | null} YYYY-MM-DD, or null where the text is no date
*/
function parseDate(text) {
	const plain = text.trim().toLowerCase().replace(/^(sun|mon|tue|wed|thu|fri|sat)[a-z]*[,.]?\s+/, "");
	let m = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain);
	if (m) return isoDate(m[1], m[2], m[3]);
	m = /^(\d{1,2})(?:\s*[-/.]\s*|\s+)(\d{1,2})(?:\s*[-/.]\s*|\s+)(\d{4}|\d{2})$/.exec(plain) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(plain);
	if (m) return isoDate(m[3], m[1], m[2]);
	m = /^([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?\s*,?\s*(\d{4})$/.exec(plain);
	if (m) return isoDate(m[3], monthNumber(m[1]), m[2]);
	m = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?[\s,-]+(\d{4})$/.exec(plain);
	if (m) return isoDate(m[3], monthNumber(m[2]), m[1]);
	return null;
}
/** @param {string | undefined} word */
function monthNumber(word = "") {
	const at = word === "sept" ? 8 : [
		"january",
		"february",
		"march",
		"april",
		"may",
		"june",
		"july",
		"august",
		"september",
		"october",
		"november",
		"december"
	].findIndex((name, i) => name.startsWith(word) && word.startsWith(MONTHS[i] ?? " "));
	return String(at + 1);
}
/**
* @param {string | undefined} year
* @param {string | undefined} month
* @param {string | undefined} day
*/
function isoDate(year = "", month = "", day = "") {
	const iso = `${year.length === 2 ? "20" : ""}${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
	const date = noon(iso);
	return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === iso ? iso : null;
}
/** @param {string} iso */
function noon(iso) {
	return /* @__PURE__ */ new Date(`${iso}T12:00:00Z`);
}
/** @param {Intl.DateTimeFormatOptions} options */
const utc = (options) => new Intl.DateTimeFormat("en-US", {
	...options,
	timeZone: "UTC"
});
const LONG = utc({
	weekday: "long",
	month: "long",
	day: "numeric",
	year: "numeric"
});
const DAY = utc({
	weekday: "short",
	month: "short",
	day: "numeric"
});
utc({
	month: "2-digit",
	day: "2-digit",
	year: "numeric"
});
const MONTH = utc({ month: "short" });
const MONTH_YEAR = utc({
	month: "long",
	year: "numeric"
});
const MONTH_DAY = utc({
	month: "long",
	day: "numeric"
});
const EFFECTIVE = utc({
	month: "long",
	day: "numeric",
	year: "numeric"
});
/** @param {string} iso "Wednesday, November 25, 2026" */
const longDate = (iso) => LONG.format(noon(iso));
/** @param {string} iso "Wed, Nov 25" */
const shortDate = (iso) => DAY.format(noon(iso));
/** @param {string} iso "Nov" */
const monthName = (iso) => MONTH.format(noon(iso));
/** @param {string} iso "November 2026" */
const monthAndYear = (iso) => MONTH_YEAR.format(noon(iso));
/** @param {string} iso "November 26" */
const monthDay = (iso) => MONTH_DAY.format(noon(iso));
/** @param {string} iso "November 25, 2026" */
const plainDate = (iso) => EFFECTIVE.format(noon(iso));
/** @param {string} iso 0 is Sunday */
const weekday = (iso) => noon(iso).getUTCDay();
/**
* @param {string} iso
* @param {number} days
*/
function addDays(iso, days) {
	return new Date(noon(iso).getTime() + days * 864e5).toISOString().slice(0, 10);
}
/**
* @param {Date} instant
* @param {string} zone
* @returns {string} the calendar day of that instant in the zone
*/
function dayIn(instant, zone) {
	return new Intl.DateTimeFormat("en-CA", {
		timeZone: zone,
		year: "numeric",
		month: "2-digit",
		day: "2-digit"
	}).format(instant);
}
/** @param {string} zone "Pacific Time" */
function zoneName(zone) {
	return (new Intl.DateTimeFormat("en-US", {
		timeZone: zone,
		timeZoneName: "longGeneric"
	}).formatToParts(/* @__PURE__ */ new Date()).find((part) => part.type === "timeZoneName")?.value ?? zone).replace(/Time$/, "time");
}
/**
* @param {string} instant RFC 3339, exclusive
* @param {string | undefined} zone
* @returns {string} "Friday, November 20": the last day that it leaves whole
*/
function lastDayBefore(instant, zone) {
	return new Intl.DateTimeFormat("en-US", {
		weekday: "long",
		month: "long",
		day: "numeric",
		timeZone: zone
	}).format(/* @__PURE__ */ new Date(Date.parse(instant) - 1));
}
/**
* @param {string} instant RFC 3339
* @param {Intl.DateTimeFormatOptions} [more]
* @returns {string} "Friday, November 20, 10:15 AM EST", in the reader's own zone
*/
function localMoment(instant, more) {
	return new Intl.DateTimeFormat("en-US", {
		weekday: "long",
		month: "long",
		day: "numeric",
		hour: "numeric",
		minute: "2-digit",
		timeZoneName: "short",
		...more
	}).format(new Date(instant));
}
// www/gate/words.js
/** @typedef {import('./p2p_review.js').Decision} Decision */
/** @typedef {import('./p2p_review.js').Deadline} Deadline */
/** @typedef {import('./p2p_review.js').Citation} Citation */
/**
* @param {number} count
* @param {string} thing
*/
function plural(count, thing) {
	return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
/** @param {Deadline} deadline "by Wednesday, November 25, 2026, end of day, Pacific time" */
function byWhen(deadline) {
	if (deadline.unit === "hours") return `by ${localMoment(deadline.due_at)}`;
	return `by ${longDate(deadline.due)}, end of day, ${zoneName(deadline.time_zone)}`;
}
/** @param {Deadline} deadline "Send it by …", or when the time ended */
function whenToSend(deadline) {
	if (deadline.status !== "closed") return `Send it ${byWhen(deadline)}`;
	return `The time to ask ended on ${deadline.unit === "hours" ? localMoment(deadline.due_at) : longDate(deadline.due)}`;
}
/** @param {Deadline} deadline "3 business days left" */
function timeLeft(deadline) {
	switch (deadline.status) {
		case "open": return deadline.days_left === null ? null : `${plural(deadline.days_left, deadline.unit === "business-days" ? "business day" : "calendar day")} left`;
		case "last-day": return "Today is the last day";
		case "past-due": return `The last day has passed. It can still be sent until the end of ${longDate(deadline.closes)}.`;
		default: return null;
	}
}
/** @param {Citation} citation */
function sourceOf(citation) {
	const section = citation.section ? `, “${citation.section}”` : "";
	return `${citation.title}${section}`;
}
/**
* What stands between this request and sending it.
* @param {Decision} decision
* @param {Set<string>} details facts that are asked for in a later part of the form
*/
function stage(decision, details) {
	if (decision.outcome !== "incomplete") return decision.outcome;
	if (!decision.policy) return "start";
	if (decision.findings.some((finding) => finding.kind === "invalid" && !details.has(finding.field ?? ""))) return "mend";
	return decision.needed.every((entry) => details.has(entry.field)) ? "details" : "open";
}
/**
* The answer as a screen reader says it, once.
* @param {Decision} decision
* @param {Set<string>} details
* @returns {string} empty while there is none
*/
function announcement(decision, details) {
	if (stage(decision, details) === "start") return "";
	const words = [headline(decision, details)];
	if (decision.outcome === "ineligible") words.push(...decision.findings.filter((finding) => finding.kind === "reject").map((finding) => finding.message));
	else if (decision.deadline) words.push(whenToSend(decision.deadline), timeLeft(decision.deadline) ?? "");
	return `${words.filter(Boolean).join(". ")}.`;
}
/**
* @param {Decision} decision
* @param {Set<string>} details
*/
function headline(decision, details) {
	switch (stage(decision, details)) {
		case "eligible":
		case "details": return "Yes, this can be requested";
		case "ineligible": return "No, this can’t be requested here";
		case "start": return "Your answer appears here";
		default: return "Not decided yet";
	}
}
// www/gate/findings.js
/** @typedef {import('./p2p_review.js').Finding} Finding */
/** @typedef {import('./p2p_review.js').Citation} Citation */
/** @typedef {import('./p2p_review.js').NextStep} NextStep */
/** @param {Finding} finding a reason with its source */
function reason(finding) {
	return h("div", { class: "p2p-reason" }, h("p", {}, finding.message), finding.citation && source(finding.citation));
}
/** @param {Citation} citation */
function source(citation) {
	return h("p", { class: "p2p-source" }, "Source: ", h("cite", {}, sourceOf(citation)), citation.effective && `, effective ${plainDate(citation.effective)}`);
}
/**
* Each way on once, in order, however many reasons name it.
* @param {Finding[]} findings
* @returns {NextStep[]}
*/
function stepsOf(findings) {
	return [...new Map(findings.flatMap((finding) => finding.next_steps).map((step) => [`${step.kind} ${step.label} ${step.value}`, step])).values()];
}
/** @param {NextStep[]} steps */
function stepList(steps) {
	return h("ul", { class: "p2p-steps" }, ...steps.map((step) => h("li", {}, nextStep(step))));
}
/** @param {NextStep} step */
function nextStep(step) {
	return h("div", { class: "p2p-step" }, h("span", { class: "p2p-step-label" }, step.label), step.value !== null && h("span", { class: "p2p-step-value" }, linked(step, step.value), (step.kind === "fax" || step.kind === "mail") && copyButton(step, step.value)), step.note && h("span", { class: "p2p-small" }, step.note));
}
/**
* @param {NextStep} step
* @param {string} value
*/
function linked(step, value) {
	if (!step.href || !/^(tel|https|mailto):/i.test(step.href)) return value;
	return h("a", {
		href: step.href,
		class: "ds-c-link",
		.../^https:/i.test(step.href) ? {
			rel: "noreferrer",
			target: "_blank"
		} : {}
	}, value);
}
/**
* @param {NextStep} step
* @param {string} value
*/
function copyButton(step, value) {
	if (!navigator.clipboard) return null;
	const button = h("button", {
		type: "button",
		class: "p2p-copy"
	}, "Copy", h("span", { class: "p2p-hidden" }, ` ${step.kind === "fax" ? "fax number" : "address"} ${value}`));
	button.addEventListener("click", async () => {
		try {
			await navigator.clipboard.writeText(value);
			button.textContent = "Copied";
		} catch {
			button.textContent = "Could not copy: please select the text";
		}
	});
	return button;
}
// www/gate/engine.js
/** @typedef {typeof rules} Rules */
const MODULE = new URL("./p2p_review_bg.wasm", import.meta.url);
const PATIENCE$1 = 2e4;
const TOLERANCE = 18e4;
/** @type {Promise<Rules> | null} */
let loading = null;
/**
* Loads the rules once; a failed attempt is forgotten, so that the next call tries again.
* @param {number} [patience] milliseconds
* @returns {Promise<Rules>}
*/
function loadRules(patience = PATIENCE$1) {
	loading ??= fetchRules(patience).catch((reason) => {
		loading = null;
		throw reason;
	});
	return loading;
}
/** @param {number} patience @returns {Promise<Rules>} */
async function fetchRules(patience) {
	const response = await fetch(MODULE, {
		signal: AbortSignal.timeout(patience),
		integrity: namedHash()
	});
	if (!response.ok) throw new Error(`The rules could not be loaded (${response.status})`);
	const typed = response.headers.get("content-type") === "application/wasm";
	await init({ module_or_path: typed ? response : await response.arrayBuffer() });
	return rules;
}
/** The hash of the rules that the page names in its preload of them: with one, the browser takes no other bytes. */
function namedHash() {
	return [...document.querySelectorAll("link[data-integrity]")].find((link) => link.href === MODULE.href)?.dataset["integrity"] ?? "";
}
/** Milliseconds to add to this machine's clock: 0 unless the server's differs by more than a few minutes. */
let drift = 0;
function now() {
	return new Date(Date.now() + drift);
}
function clockDrift() {
	return drift;
}
/** @param {Response} response its Date header is the server's clock, plus the time it lay in a cache */
function readClock(response) {
	const date = Date.parse(response.headers.get("date") ?? "");
	if (Number.isNaN(date)) return;
	const off = date + 1e3 * Number(response.headers.get("age") ?? 0) - Date.now();
	drift = Math.abs(off) > TOLERANCE ? off : 0;
}
/** Asks the page's own server for the time. No answer leaves this machine's clock in charge. */
async function askClock() {
	try {
		readClock(await fetch(location.href.replace(/[?#].*/, ""), {
			method: "HEAD",
			cache: "no-store",
			signal: AbortSignal.timeout(PATIENCE$1)
		}));
	} catch {}
}
// www/gate/strip.js
/** @typedef {import('./p2p_review.js').Deadline} Deadline */
/** @typedef {{ classes: string[], mark: string }} Cell */
const DAYS = [
	"Su",
	"Mo",
	"Tu",
	"We",
	"Th",
	"Fr",
	"Sa"
];
/**
* @param {Deadline} deadline
* @returns {HTMLElement | null} null where the time runs in hours
*/
function deadlineStrip(deadline) {
	if (deadline.days.length === 0) return null;
	return h("div", { class: "p2p-strip" }, calendar(deadline), holidays(deadline), inWords(deadline));
}
/** @param {Deadline} deadline */
function calendar(deadline) {
	const cells = new Map(deadline.days.map((day) => [day.date, cellOf(day, deadline)]));
	cells.set(deadline.start, {
		classes: ["p2p-day-start"],
		mark: "letter"
	});
	const today = dayIn(now(), deadline.time_zone);
	const weeks = [];
	for (let sunday = addDays(deadline.start, -weekday(deadline.start)); sunday <= deadline.due; sunday = addDays(sunday, 7)) weeks.push(h("tr", {}, ...DAYS.map((_, i) => drawCell(addDays(sunday, i), cells, today))));
	return h("div", { "aria-hidden": "true" }, h("table", { class: "p2p-calendar" }, h("caption", {}, [...new Set([deadline.start, deadline.due].map(monthAndYear))].join(" to ")), h("thead", {}, h("tr", {}, ...DAYS.map((name) => h("th", {}, name)))), h("tbody", {}, ...weeks)), h("p", { class: "p2p-legend" }, ...[
		["p2p-day-counts", "counted"],
		["p2p-day-weekend", "not counted"],
		["p2p-day-due", "last day"],
		["p2p-day-today", "today"]
	].map(([look, words]) => h("span", {}, h("i", { class: look }), words ?? ""))));
}
/**
* @param {Deadline['days'][number]} day
* @param {Deadline} deadline
* @returns {Cell}
*/
function cellOf(day, deadline) {
	if (day.counts === null) return {
		classes: [day.skipped === "weekend" ? "p2p-day-weekend" : "p2p-day-holiday"],
		mark: day.skipped === "weekend" ? "" : "holiday"
	};
	return {
		classes: day.date === deadline.due ? ["p2p-day-counts", "p2p-day-due"] : ["p2p-day-counts"],
		mark: String(day.counts)
	};
}
/**
* @param {string} date
* @param {Map<string, Cell>} cells
* @param {string} today
*/
function drawCell(date, cells, today) {
	const cell = cells.get(date);
	const day = Number(date.slice(8));
	return h("td", { class: [...cell?.classes ?? ["p2p-day-outside"], ...date === today ? ["p2p-day-today"] : []].join(" ") }, h("span", { class: "p2p-day-number" }, day === 1 ? `${monthName(date)} 1` : String(day)), h("span", { class: "p2p-day-mark" }, cell?.mark ?? ""));
}
/** @param {Deadline} deadline */
function holidays(deadline) {
	const named = deadline.days.filter((day) => day.skipped !== null && day.skipped !== "weekend");
	if (named.length === 0) return null;
	return h("p", { class: "p2p-small" }, named.map((day) => `${monthDay(day.date)}: ${day.skipped}, not counted`).join(". "));
}
/** @param {Deadline} deadline */
function inWords(deadline) {
	const unit = deadline.unit === "business-days" ? "business" : "calendar";
	return h("details", {
		class: "p2p-details",
		"data-p2p-keep": "count"
	}, h("summary", {}, "How the days were counted"), h("p", { class: "p2p-small" }, `The letter is dated ${longDate(deadline.start)}. That day does not count. The last of ${deadline.count} ${unit} days is ${longDate(deadline.due)}.`), h("ol", { class: "p2p-count" }, ...deadline.days.map((day) => h("li", {}, `${shortDate(day.date)}: `, day.counts === null ? `not counted, ${day.skipped}` : `day ${day.counts}`))));
}
// www/gate/answer.js
/** @typedef {import('./p2p_review.js').Decision} Decision */
/** @typedef {import('./p2p_review.js').Citation} Citation */
/**
* @typedef {object} Context
* @property {Set<string>} details facts that a later part of the form asks for
* @property {(fact: string) => string} questionOf
* @property {number} drift
* @property {boolean} fromServer
*/
const YES = ["p2p-answer-yes", "yes"];
const NO = ["p2p-answer-no", "no"];
const OPEN = ["p2p-answer-open", "open"];
const LOOKS = {
	eligible: YES,
	details: YES,
	ineligible: NO,
	start: OPEN,
	mend: OPEN,
	open: OPEN
};
/**
* Draws the answer into the panel, keeping open what the reader opened.
* @param {HTMLElement} panel
* @param {Decision} decision
* @param {Context} context
*/
function drawAnswer(panel, decision, context) {
	const open = new Set([...panel.querySelectorAll("details[open]")].map(keepKey));
	const at = stage(decision, context.details);
	const [look, picture] = LOOKS[at];
	for (const [other] of [
		YES,
		NO,
		OPEN
	]) panel.classList.toggle(other, other === look);
	panel.replaceChildren(h("div", { class: "p2p-verdict" }, icon(picture), h("h2", {
		tabindex: "-1",
		"data-p2p-headline": true
	}, headline(decision, context.details))), h("div", { class: "p2p-answer-body" }, ...body(decision, at, context)));
	for (const details of panel.querySelectorAll("details")) details.open = open.has(keepKey(details));
}
/** @param {Element} details */
function keepKey(details) {
	return details.getAttribute("data-p2p-keep");
}
/**
* @param {Decision} decision
* @param {ReturnType<typeof stage>} at
* @param {Context} context
*/
function body(decision, at, context) {
	return [
		context.fromServer && h("p", { class: "p2p-note" }, "The payer’s server checked the request again and gave this answer. Nothing has been booked."),
		context.drift !== 0 && h("p", { class: "p2p-note" }, `This computer’s clock is ${howFar(context.drift)}. The answer goes by the server’s clock.`),
		...at === "ineligible" ? [...refused(decision), ...warnings(decision)] : going(decision, at, context),
		whyAsked(decision, at, context),
		goodToKnow(decision),
		contacts(decision)
	];
}
/** @param {number} drift milliseconds that the machine is behind */
function howFar(drift) {
	const minutes = Math.round(Math.abs(drift) / 6e4);
	return `${minutes < 120 ? plural(minutes, "minute") : minutes < 2880 ? plural(Math.round(minutes / 60), "hour") : plural(Math.round(minutes / 1440), "day")} ${drift > 0 ? "slow" : "fast"}`;
}
/** @param {Decision} decision */
function refused(decision) {
	const reasons = decision.findings.filter((finding) => finding.kind === "reject");
	const late = reasons.some((finding) => finding.field === "denial_date");
	return [
		h("h3", {}, reasons.length > 1 ? `${reasons.length} reasons` : "Why"),
		...reasons.map(reason),
		late && decision.deadline && deadlineStrip(decision.deadline),
		h("h3", {}, "What you can do instead"),
		stepList(stepsOf(reasons))
	];
}
/**
* @param {Decision} decision
* @param {ReturnType<typeof stage>} at
* @param {Context} context
*/
function going(decision, at, context) {
	return [
		h("p", { class: "p2p-lead" }, summary(decision, at, context)),
		deadline(decision),
		...warnings(decision),
		decision.deadline && deadlineStrip(decision.deadline)
	];
}
/**
* @param {Decision} decision
* @param {ReturnType<typeof stage>} at
* @param {Context} context
*/
function summary(decision, at, context) {
	const left = openQuestions(decision, at, context).length;
	switch (at) {
		case "start": return "A few questions about the denial, and you will see whether a peer-to-peer can be requested, why, and by when.";
		case "open": return `${plural(left, "question")} to go.`;
		case "mend": return "One of the answers can’t be right. Please look at the message beside it.";
		case "details": return left ? `Nothing that you have told us rules it out. The request still needs ${plural(left, "detail")}.` : "Please look at the messages beside the details.";
		default: return "Everything that a complete request needs is here.";
	}
}
/**
* @param {Decision} decision
* @param {ReturnType<typeof stage>} at
* @param {Context} context
*/
function openQuestions(decision, at, { details }) {
	return decision.needed.filter(({ field }) => at === "details" || !details.has(field));
}
/**
* What is still asked and the sentence that it comes from: here, once, and not at each question, which would
* make the form twice as long for the few who wonder.
* @param {Decision} decision
* @param {ReturnType<typeof stage>} at
* @param {Context} context
*/
function whyAsked(decision, at, context) {
	/** @type {Map<string, { citation: Citation, questions: string[] }>} */
	const sources = /* @__PURE__ */ new Map();
	for (const { field, citation } of openQuestions(decision, at, context)) {
		if (!citation) continue;
		const said = sources.get(sourceOf(citation)) ?? {
			citation,
			questions: []
		};
		said.questions.push(context.questionOf(field));
		sources.set(sourceOf(citation), said);
	}
	if (at === "start" || sources.size === 0) return null;
	return h("details", {
		class: "p2p-details",
		"data-p2p-keep": "asked"
	}, h("summary", {}, at === "details" ? "Why these details" : "Why these questions"), ...[...sources.values()].map(({ citation, questions }) => h("div", { class: "p2p-reason" }, ...questions.map((question) => h("p", {}, question)), source(citation))));
}
/** @param {Decision} decision */
function deadline(decision) {
	if (!decision.deadline) return null;
	const { deadline } = decision;
	const left = timeLeft(deadline);
	return h("div", { class: "p2p-deadline" }, h("p", { class: "p2p-by" }, whenToSend(deadline)), left && h("p", { class: deadline.status === "open" ? null : "p2p-urgent" }, left), deadline.citation && source(deadline.citation));
}
/** @param {Decision} decision */
function warnings(decision) {
	const found = decision.findings.filter((finding) => finding.kind === "warning");
	if (found.length === 0) return [];
	const steps = stepsOf(found);
	return [h("div", { class: "p2p-warning" }, h("h3", {}, "Before you send"), ...found.map(reason), steps.length > 0 && stepList(steps))];
}
/** @param {Decision} decision */
function goodToKnow(decision) {
	const notices = decision.findings.filter((finding) => finding.kind === "notice");
	if (notices.length === 0) return null;
	return h("details", {
		class: "p2p-details",
		"data-p2p-keep": "notices"
	}, h("summary", {}, "Good to know"), ...notices.map(reason));
}
/** @param {Decision} decision */
function contacts(decision) {
	if (decision.contacts.length === 0) return null;
	return h("details", {
		class: "p2p-details",
		"data-p2p-keep": "contacts"
	}, h("summary", {}, "Where it goes, and how soon they answer"), ...responseTimes(decision), stepList(decision.contacts));
}
/** @param {Decision} decision what the payer promises, and by when that is */
function responseTimes(decision) {
	return decision.response_times.map(({ label, unit, by }) => h("p", { class: "p2p-reason" }, `${label}: by ${unit === "hours" ? localMoment(by) : `the end of ${lastDayBefore(by, decision.deadline?.time_zone)}`}`));
}
// www/gate/alerts.js
/** @typedef {import('./p2p_review.js').Decision} Decision */
/** @typedef {import('./p2p_review.js').NextStep} NextStep */
/**
* @param {HTMLElement} place
* @param {string} heading
* @param {...Node} content
*/
function alert(place, heading, ...content) {
	place.replaceChildren(h("div", {
		class: "p2p-alert",
		role: "alert",
		tabindex: "-1"
	}, h("h2", {}, heading), ...content));
}
/**
* Takes the reader to what was said.
* @param {HTMLElement} place
* @returns {null}
*/
function showAlert(place) {
	const box = place.firstElementChild;
	if (box instanceof HTMLElement) {
		box.scrollIntoView({ block: "nearest" });
		box.focus({ preventScroll: true });
	}
	return null;
}
/**
* @param {HTMLElement} place
* @param {string | null} reference
* @param {Decision | null} decision
*/
function tellSent(place, reference, decision) {
	const contacts = decision?.contacts ?? [];
	place.replaceChildren(h("div", {
		class: "p2p-alert p2p-sent",
		role: "status",
		tabindex: "-1"
	}, h("h2", {}, "Request sent"), reference && h("p", {}, "Reference: ", h("strong", {}, reference)), ...decision ? responseTimes(decision) : [], contacts.length > 0 && h("p", {}, "If you need to change something, or hear nothing:"), contacts.length > 0 && stepList(contacts)));
	showAlert(place);
}
/**
* @param {HTMLElement} place
* @param {string} message
* @param {NextStep[]} contacts
*/
function tellFailure(place, message, contacts) {
	const call = contacts.length ? [h("p", {}, "Or get in touch:"), stepList(contacts)] : [];
	alert(place, "The request was not confirmed", h("p", {}, message), ...call);
	showAlert(place);
}
/**
* @param {HTMLElement} place
* @param {boolean} unchecked whether the request may be sent all the same
* @param {() => void} again
*/
function tellMissing(place, unchecked, again) {
	alert(place, "This request can’t be checked right now", h("p", {}, unchecked ? "The part of this page that checks a request did not load. You can send the request all the same, but unchecked: the payer looks at it and may turn it down." : "The part of this page that checks a request did not load, so nothing can be sent from here. Your answers stay on this page. Try again, or print the page and call the payer."), h("div", { class: "p2p-actions" }, button("Try again", again), button("Print this page", () => window.print())));
}
/**
* @param {string} label
* @param {() => void} act
*/
function button(label, act) {
	const element = h("button", {
		type: "button",
		class: "ds-c-button p2p-button"
	}, label);
	element.addEventListener("click", act);
	return element;
}
// www/gate/answers.js
/** @typedef {import('./p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */
/** @typedef {Record<string, string>} Names fact -> the name of the form's inputs for it */
/**
* @param {HTMLFormElement} form
* @returns {Control[]}
*/
function controls(form) {
	return [...form.elements].filter((element) => /^(input|select|textarea)$/i.test(element.tagName) && "name" in element && element.name);
}
/**
* Groups a form's controls by the fact that they answer. Window rows are named fact.date, fact.start, fact.end.
* @param {HTMLFormElement} form
* @param {Names} names
* @returns {Map<string, Control[]>}
*/
function controlsByFact(form, names) {
	const factOf = new Map(Object.entries(names).map(([fact, name]) => [name, fact]));
	/** @type {Map<string, Control[]>} */
	const found = /* @__PURE__ */ new Map();
	for (const control of controls(form)) {
		const name = /^(.+)\.(date|start|end)$/.exec(control.name)?.[1] ?? control.name;
		const fact = factOf.get(name) ?? name;
		const list = found.get(fact) ?? [];
		list.push(control);
		found.set(fact, list);
	}
	return found;
}
/**
* @param {Control[]} list all controls of one fact
* @param {string | undefined} kind the fact's kind, where the rules are loaded
* @returns {unknown} undefined: not answered
*/
function readAnswer(list, kind) {
	if (list.some((control) => partOf(control))) return readWindows(list);
	const first = list[0];
	if (!first) return void 0;
	if (first instanceof HTMLInputElement && first.type === "checkbox") return readCheckbox(first);
	const chosen = first.type === "radio" ? list.find((control) => control.checked) : first;
	return chosen ? parse(rawValue(chosen), kind ?? kindOf(first)) : void 0;
}
/**
* @param {HTMLFormElement} form
* @param {Names} names
* @param {Record<string, unknown>} preset answers that the page's owner gives: they win
* @param {(payer: unknown) => FieldInfo[] | null} fieldsOf what a payer can ask for, where it is known
* @returns {Record<string, unknown>} a request
*/
function readRequest(form, names, preset, fieldsOf) {
	const request = { ...preset };
	const byFact = controlsByFact(form, names);
	const fields = fieldsOf(request["payer"] ?? readAnswer(byFact.get("payer") ?? [], "choice"));
	for (const [fact, list] of byFact) {
		const field = fields?.find((candidate) => candidate.field === fact);
		if (fact in request || fields && !field && fact !== "payer") continue;
		const answer = readAnswer(list, field?.kind);
		if (answer !== void 0) request[fact] = answer;
	}
	return request;
}
/** @param {Control} control a payer's own values may be mapped with data-p2p-value */
function rawValue(control) {
	return ((control instanceof HTMLSelectElement ? control.selectedOptions[0] : control)?.dataset["p2pValue"] ?? control.value).trim();
}
/** @param {Control} control */
function kindOf(control) {
	return control.dataset["p2pKind"] ?? (control.type === "date" ? "date" : void 0);
}
/**
* @param {string} value
* @param {string | undefined} kind
*/
function parse(value, kind) {
	if (value === "") return void 0;
	if ((kind ?? "boolean") === "boolean" && /^(true|false|yes|no)$/i.test(value)) return /^(t|y)/i.test(value);
	if (kind === "date") return parseDate(value) ?? value;
	if (kind === "npi") return value.replace(/[\s-]/g, "");
	return value;
}
/**
* A tick means yes. No tick means nothing, unless the group's own "none of these" is ticked.
* @param {HTMLInputElement} box
*/
function readCheckbox(box) {
	if (box.checked) return true;
	return noneOf(box)?.checked && !box.closest("[data-p2p-question][hidden]") ? false : void 0;
}
/**
* @param {Element} element
* @returns {HTMLInputElement | null} the "none of these" of the group that the element stands in
*/
function noneOf(element) {
	return element.closest("fieldset")?.querySelector("input[data-p2p-none]") ?? null;
}
/** @param {Control} control */
function partOf(control) {
	return /\.(date|start|end)$/.exec(control.name)?.[1] ?? null;
}
/** @param {Control[]} list */
function readWindows(list) {
	const rows = windowRows(list).map((row) => {
		const value = {};
		for (const [part, control] of Object.entries(row)) {
			const text = control.value.trim();
			if (text) value[part] = part === "date" ? parseDate(text) ?? text : text;
		}
		return value;
	});
	while (rows.length && Object.keys(rows.at(-1) ?? {}).length === 0) rows.pop();
	return rows.length ? rows : void 0;
}
/**
* @param {Control[]} list
* @returns {Record<string, Control>[]} one record of date, start and end a row, in document order
*/
function windowRows(list) {
	/** @type {Record<string, Control>[]} */
	const rows = [];
	for (const control of list) {
		const part = partOf(control);
		if (!part) continue;
		const row = rows.find((r) => !(part in r)) ?? {};
		if (!rows.includes(row)) rows.push(row);
		row[part] = control;
	}
	return rows;
}
// www/gate/questions.js
/** @typedef {import('./p2p_review.js').Decision} Decision */
/** @typedef {import('./p2p_review.js').FieldInfo} FieldInfo */
/**
* @param {HTMLFormElement} form
* @returns {HTMLElement[]}
*/
function wrappers(form) {
	return [...form.querySelectorAll("[data-p2p-question]")].filter((element) => element instanceof HTMLElement);
}
/** @param {HTMLElement} wrapper */
function factOf(wrapper) {
	return wrapper.dataset["p2pQuestion"] ?? "";
}
/**
* Shows each question that matters for this decision and hides the others. Their answers stay in the page.
* @param {HTMLFormElement} form
* @param {Decision} decision
* @param {Record<string, unknown>} request
* @param {FieldInfo[] | null} fields what the chosen policy can ask for; null while none is chosen
* @param {Set<string>} preset facts that the page's owner has answered
* @returns {boolean} whether an answer changed by it: a "none of these" does not speak for a question that was not there
*/
function showQuestions(form, decision, request, fields, preset) {
	const asked = new Set([...decision.needed, ...decision.optional].map((entry) => entry.field));
	const needed = new Set(decision.needed.map((entry) => entry.field));
	const wrong = new Set(decision.findings.filter((finding) => finding.kind === "invalid").map((finding) => finding.field));
	const refused = decision.outcome === "ineligible";
	let changed = false;
	for (const wrapper of wrappers(form)) {
		const fact = factOf(wrapper);
		const known = fields?.some((field) => field.field === fact) ?? asked.has(fact);
		const offered = "p2pOffer" in wrapper.dataset && fields !== null && !refused;
		const show = !preset.has(fact) && (fact === "payer" || known && (asked.has(fact) || fact in request || wrong.has(fact) || offered));
		if (show && wrapper.hidden) {
			const none = noneOf(wrapper);
			if (none?.checked && none.closest("fieldset") !== wrapper) {
				none.checked = false;
				changed = true;
			}
		}
		wrapper.hidden = !show;
		markOptional(wrapper, !needed.has(fact) && !(fact in request) && fact !== "payer");
		const field = fields?.find((candidate) => candidate.field === fact);
		if (field) useWording(wrapper, field);
	}
	for (const group of form.querySelectorAll("[data-p2p-group]")) {
		if (!(group instanceof HTMLElement)) continue;
		group.hidden = !group.querySelector("[data-p2p-question]:not([hidden])");
		relabelNone(group);
	}
	return changed;
}
/**
* Adds a question for each fact that is needed and that the form has no control for.
* @param {HTMLFormElement} form
* @param {Decision} decision
* @param {FieldInfo[] | null} fields
* @param {(fact: string) => boolean} there whether the form, or the page's owner, has it already
*/
function addQuestions(form, decision, fields, there) {
	const details = detailsOf(form);
	let place = form.querySelector("[data-p2p-more]") ?? form.appendChild(h("div", { "data-p2p-more": true }));
	for (const { field } of decision.needed) {
		if (details.has(field)) place = form.querySelector("[data-p2p-details] [data-p2p-more]") ?? place;
		const info = fields?.find((candidate) => candidate.field === field);
		if (info && !there(field)) place.append(buildQuestion(info));
	}
}
/** Facts that a later part of the form asks for: they do not decide. @param {HTMLFormElement} form */
function detailsOf(form) {
	return new Set(wrappers(form).filter((wrapper) => wrapper.closest("[data-p2p-details]")).map(factOf));
}
/** Every question on the page: for when the rules are missing. @param {HTMLFormElement} form */
function showAll(form) {
	for (const element of form.querySelectorAll("[data-p2p-question], [data-p2p-group]")) if (element instanceof HTMLElement) element.hidden = false;
}
/** @param {HTMLElement} group */
function relabelNone(group) {
	const label = group.querySelector("[data-p2p-none-label]");
	const ticked = group.querySelector("[data-p2p-question] input:checked");
	if (label) label.textContent = ticked ? "None of the others" : "None of these";
}
/**
* @param {HTMLElement} wrapper
* @param {boolean} optional
*/
function markOptional(wrapper, optional) {
	const mark = wrapper.querySelector("[data-p2p-optional]");
	if (mark instanceof HTMLElement) mark.hidden = !optional;
}
/**
* The payer's own wording, where the wrapper leaves room for it.
* @param {HTMLElement} wrapper
* @param {FieldInfo} field
*/
function useWording(wrapper, field) {
	say(wrapper.querySelector("[data-p2p-label]"), field.question);
	const hint = wrapper.querySelector("[data-p2p-hint]");
	if (!(hint instanceof HTMLElement)) return;
	say(hint, field.hint ?? "");
	hint.hidden = !field.hint;
}
/** @param {Element | null} element @param {string} words */
function say(element, words) {
	const text = inOrder(words);
	if (element && element.textContent !== text) element.textContent = text;
}
/**
* A policy loaded at run time may bring facts of its own.
* @param {FieldInfo} field
* @returns {HTMLElement}
*/
function buildQuestion(field) {
	const id = `p2p-ask-${field.field}`;
	const choices = field.kind === "boolean" ? [{
		value: "true",
		label: "Yes"
	}, {
		value: "false",
		label: "No"
	}] : field.values;
	const hint = h("p", {
		class: "ds-c-hint p2p-hint",
		id: `${id}-hint`,
		"data-p2p-hint": true,
		hidden: !field.hint
	}, field.hint);
	const label = h("span", { "data-p2p-label": true }, field.question);
	const optional = h("span", {
		class: "p2p-optional",
		"data-p2p-optional": true,
		hidden: true
	}, " (optional)");
	if (field.kind === "windows") return h("fieldset", {
		class: "ds-c-fieldset p2p-question",
		"data-p2p-question": field.field
	}, h("legend", { class: "ds-c-label" }, label, optional), hint, ...["First time", "Second time"].map((title, i) => buildWindow(field.field, title, `${id}-${i}`)));
	if (!choices) return h("div", {
		class: "p2p-question",
		"data-p2p-question": field.field
	}, h("label", {
		class: "ds-c-label",
		for: id
	}, label, optional), hint, h("input", {
		class: "ds-c-field",
		id,
		name: field.field,
		type: "text",
		autocomplete: "off",
		"data-p2p-kind": field.kind,
		"aria-describedby": hint.id
	}));
	return h("fieldset", {
		class: "ds-c-fieldset p2p-question",
		"data-p2p-question": field.field
	}, h("legend", { class: "ds-c-label" }, label, optional), hint, h("div", { class: "p2p-choices" }, ...choices.map((choice, i) => h("div", { class: "ds-c-choice-wrapper" }, h("input", {
		class: "ds-c-choice",
		type: "radio",
		id: `${id}-${i}`,
		name: field.field,
		value: choice.value
	}), h("label", {
		class: "ds-c-label",
		for: `${id}-${i}`
	}, choice.label)))));
}
const PARTS = [
	[
		"date",
		"Date",
		"text"
	],
	[
		"start",
		"From",
		"time"
	],
	[
		"end",
		"To",
		"time"
	]
];
/**
* @param {string} fact
* @param {string} title
* @param {string} id
*/
function buildWindow(fact, title, id) {
	return h("fieldset", { class: "p2p-window" }, h("legend", { class: "p2p-window-title" }, title), ...PARTS.map(([part, words, type]) => h("div", { class: "p2p-window-part" }, h("label", {
		class: "ds-c-label",
		for: `${id}-${part}`
	}, words), h("input", {
		class: "ds-c-field",
		id: `${id}-${part}`,
		name: `${fact}.${part}`,
		type,
		autocomplete: "off",
		"data-p2p-kind": part === "date" && "date"
	}))));
}
// www/gate/errors.js
/** @typedef {import('./p2p_review.js').Decision} Decision */
/** @typedef {import('./answers.js').Control} Control */
/** @typedef {{ field: string, message: string, control: Control }} Problem */
/**
* Everything that keeps the request from being complete, in the order of the form.
* @param {HTMLFormElement} form
* @param {import('./answers.js').Names} names
* @param {Decision} decision
* @param {(fact: string) => string | undefined} questionOf
* @returns {Problem[]}
*/
function problemsOf(form, names, decision, questionOf) {
	const byFact = controlsByFact(form, names);
	/** @type {Problem[]} */
	const problems = [];
	/** @param {string} field @param {string | null} at @param {string} message */
	const add = (field, at, message) => {
		const control = controlAt(byFact.get(field) ?? [], at);
		const first = control && (control.closest("fieldset[data-p2p-group]")?.querySelector("[data-p2p-question]:not([hidden]) input") ?? control);
		if (!first || problems.some((problem) => problem.control === first)) return;
		problems.push({
			field,
			message,
			control: first
		});
	};
	for (const finding of decision.findings) {
		if (finding.kind !== "invalid" || finding.field === null) continue;
		const control = controlAt(byFact.get(finding.field) ?? [], finding.at);
		add(finding.field, finding.at, control && unreadableDate(control) ? "Write the date like 11/18/2026" : finding.message);
	}
	for (const { field } of decision.needed) {
		const list = byFact.get(field) ?? [];
		const row = windowRows(list).flatMap((parts) => Object.values(parts)).find((control) => !control.value);
		const group = list[0]?.closest("fieldset[data-p2p-group]");
		add(field, row ? pointer(list, row) : null, wordsFor(form, group ?? null, field) ?? asking(questionOf(field) ?? field));
	}
	return problems.sort((a, b) => a.control.compareDocumentPosition(b.control) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1);
}
/**
* The form's own words for a missing answer, where it has some.
* @param {HTMLFormElement} form
* @param {Element | null} group
* @param {string} field
*/
function wordsFor(form, group, field) {
	const holder = group ?? wrappers(form).find((wrapper) => factOf(wrapper) === field);
	return holder instanceof HTMLElement ? holder.dataset["p2pMissing"] : void 0;
}
/** @param {string} question */
function asking(question) {
	return question.endsWith("?") ? `Please answer: ${question}` : `Please fill in: ${question}`;
}
/** @param {Control} control */
function unreadableDate(control) {
	return (partOf(control) === "date" || control.dataset["p2pKind"] === "date") && control.value.trim() !== "" && parseDate(control.value) === null;
}
/**
* @param {Control[]} list
* @param {string | null} at a pointer into call windows: /1/start
*/
function controlAt(list, at) {
	const [, row, part] = (at ?? "").split("/");
	if (row === void 0) return list[0];
	const parts = windowRows(list)[Number(row)];
	return parts?.[part ?? ""] ?? Object.values(parts ?? {})[0] ?? list[0];
}
/**
* @param {Control[]} list
* @param {Control} control
*/
function pointer(list, control) {
	return `/${windowRows(list).findIndex((row) => Object.values(row).includes(control))}/${partOf(control)}`;
}
/**
* @param {HTMLFormElement} form
* @param {Problem[]} problems the ones to show; earlier messages go
*/
function markFields(form, problems) {
	for (const error of form.querySelectorAll("[data-p2p-error]")) {
		for (const control of form.querySelectorAll(`[aria-describedby~="${error.id}"]`)) {
			toggleWord(control, "aria-describedby", error.id, false);
			control.removeAttribute("aria-invalid");
			control.classList.remove("ds-c-field--error", "ds-c-choice--error");
		}
		error.closest(".p2p-has-error")?.classList.remove("p2p-has-error");
		error.remove();
	}
	for (const { control, message } of problems) markField(control, message);
}
/**
* @param {Control} control
* @param {string} message
*/
function markField(control, message) {
	const choice = control.type === "radio" || control.type === "checkbox";
	const set = choice ? control.closest("fieldset") : null;
	const error = h("p", {
		class: "ds-c-inline-error p2p-error",
		id: `${idOf(control)}-error`,
		"data-p2p-error": true
	}, h("span", { class: "p2p-hidden" }, "Error: "), message);
	(choice && set?.querySelector(".p2p-choices") || control.closest(".p2p-entry") || control.closest(".ds-c-choice-wrapper") || control).before(error);
	(control.closest(".p2p-window") ?? set ?? control.closest("[data-p2p-question]"))?.classList.add("p2p-has-error");
	const marked = choice && set ? [...set.querySelectorAll("input")] : [control];
	for (const one of marked) {
		toggleWord(one, "aria-describedby", error.id, true);
		if (one.type !== "radio") one.setAttribute("aria-invalid", "true");
		one.classList.add(choice ? "ds-c-choice--error" : "ds-c-field--error");
	}
}
const PREFIX = "Error: ";
/**
* @param {HTMLElement} place
* @param {Problem[]} problems none: the summary goes
*/
function showSummary(place, problems) {
	document.title = (problems.length ? PREFIX : "") + document.title.replace(PREFIX, "");
	place.hidden = problems.length === 0;
	if (problems.length === 0) {
		place.replaceChildren();
		return;
	}
	const links = problems.map(({ control, message }) => {
		const link = h("a", {
			href: `#${idOf(control)}`,
			class: "ds-c-link"
		}, message);
		link.addEventListener("click", (event) => {
			event.preventDefault();
			(control.closest("fieldset, [data-p2p-question]") ?? control).scrollIntoView();
			control.focus({ preventScroll: true });
		});
		return h("li", {}, link);
	});
	place.replaceChildren(h("div", {
		class: "p2p-summary",
		role: "alert",
		tabindex: "-1"
	}, h("h2", {}, "There is a problem"), h("ul", {}, ...links)));
}
/** @param {HTMLElement} place */
function focusSummary(place) {
	const summary = place.querySelector(".p2p-summary");
	if (summary instanceof HTMLElement) {
		summary.scrollIntoView();
		summary.focus();
	}
}
// www/gate/send.js
/** @typedef {import('./p2p_review.js').Decision} Decision */
/**
* @typedef {{ kind: 'sent', reference: string | null }
*   | { kind: 'refused', decision: Decision }
*   | { kind: 'failed', message: string }} Outcome
*/
const PATIENCE = 2e4;
const KEPT = "Every answer is still here.";
const SAFE = "Trying again is safe: the request keeps its number, so that it can be told from a second one.";
/** One form's requests on their way: the same answers keep their key through every try, and arrive once. */
var Delivery = class {
	#key = newKey();
	#tried = "";
	#arrived = "";
	/** Whether an answer is being waited for. */
	busy = false;
	/** @param {Record<string, unknown>} request */
	has(request) {
		return JSON.stringify(request) === this.#arrived;
	}
	/**
	* @param {Record<string, unknown>} request as it was answered, before the page's owner adds anything to it
	* @returns {string}
	*/
	keyOf(request) {
		const content = JSON.stringify(request);
		if (content !== this.#tried) this.#key = newKey();
		this.#tried = content;
		return this.#key;
	}
	/**
	* Sends what `keyOf` has given a key.
	* @param {string} endpoint
	* @param {Record<string, unknown>} request
	* @param {number} [patience] milliseconds
	*/
	async send(endpoint, request, patience) {
		this.busy = true;
		const outcome = await send(endpoint, request, this.#key, patience);
		this.busy = false;
		if (outcome.kind === "sent") this.#arrived = this.#tried;
		return outcome;
	}
};
/** A number that stays with a request through every try. */
function newKey() {
	return [...crypto.getRandomValues(/* @__PURE__ */ new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
/**
* @param {string} endpoint
* @param {Record<string, unknown>} request
* @param {string} key
* @param {number} [patience] milliseconds
* @returns {Promise<Outcome>}
*/
async function send(endpoint, request, key, patience = PATIENCE) {
	if (!navigator.onLine) return failed(`This computer is offline, so nothing was sent. ${KEPT} Try again when the connection is back.`);
	try {
		const response = await fetch(endpoint, {
			method: "POST",
			headers: {
				"Content-Type": "application/json",
				Accept: "application/json",
				"Idempotency-Key": key
			},
			body: JSON.stringify(request),
			credentials: "same-origin",
			referrerPolicy: "no-referrer",
			redirect: "error",
			signal: AbortSignal.timeout(patience)
		});
		readClock(response);
		return await read(response);
	} catch (reason) {
		if (reason instanceof DOMException && reason.name === "TimeoutError") return failed(`No answer came in ${Math.round(patience / 1e3)} seconds. The request may or may not have arrived. ${KEPT} ${SAFE}`);
		return failed(`The connection failed, and there is no sign that the request arrived. ${KEPT} ${SAFE}`);
	}
}
/**
* @param {Response} response
* @returns {Promise<Outcome>}
*/
async function read(response) {
	const body = await response.json().catch(() => null);
	if (response.ok) return {
		kind: "sent",
		reference: typeof body?.reference === "string" ? body.reference : null
	};
	if (response.status === 422 && isDecision(body)) return {
		kind: "refused",
		decision: body
	};
	if (response.status >= 500) return failed(`The payer’s server has a problem (${response.status}) and did not take the request. ${KEPT} ${SAFE}`);
	return failed(`The payer’s server did not take the request (${response.status}). ${KEPT} Trying again may not help: please call.`);
}
/**
* @param {any} body
* @returns {body is Decision}
*/
function isDecision(body) {
	return [
		"eligible",
		"ineligible",
		"incomplete"
	].includes(body?.outcome) && [
		"findings",
		"needed",
		"optional",
		"contacts",
		"response_times"
	].every((key) => Array.isArray(body[key]));
}
/**
* @param {string} message
* @returns {Outcome}
*/
function failed(message) {
	return {
		kind: "failed",
		message
	};
}
// www/gate/gate.js
/** @typedef {import('./p2p_review.js').Decision} Decision */
/** @typedef {import('./p2p_review.js').PolicySummary} PolicySummary */
/** @typedef {import('./errors.js').Problem} Problem */
/** @typedef {import('./send.js').Outcome} Outcome */
/**
* @typedef {object} Options
* @property {string} [endpoint] where an eligible request is posted; without one, only the p2p-submit event tells of it
* @property {'submit' | 'block'} [fallback] what becomes of a request when the rules can't be loaded; block unless told
* @property {Record<string, string>} [names] fact -> the name of the form's inputs for it, where they differ
* @property {Record<string, string | boolean>} [preset] answers that the page's owner gives; their questions are not asked
* @property {number} [timeout] milliseconds to wait for the server, and before that for the rules
*/
const TICK = 3e4;
var Gate = class {
	/** @type {Decision | null} the last answer; null until the rules are loaded */
	decision = null;
	/** @type {Record<string, unknown>} the answers that it is about */
	request = {};
	/** 'loading', 'ready' or 'missing': what has become of the rules */
	state = "loading";
	/** @type {import('./engine.js').Rules | null} */
	#rules = null;
	/** @type {PolicySummary[]} */
	#policies = [];
	/** @type {Set<Element>} fields whose message has been shown, and stays up to date */
	#shown = /* @__PURE__ */ new Set();
	#frame = 0;
	#delivery = new Delivery();
	/** The answers that the decision is about, as text. */
	#told = "";
	/** @type {Decision | null} the server's own answer to these very answers */
	#verdict = null;
	/**
	* @param {HTMLFormElement} form
	* @param {Options} [options]
	*/
	constructor(form, options = {}) {
		this.form = form;
		this.options = options;
		this.panel = place(form, "answer", "append", {
			role: "group",
			"aria-label": "Answer",
			class: "p2p-answer"
		});
		this.notice = place(form, "notice", "prepend");
		this.errors = place(form, "errors", "prepend");
		this.alert = place(form, "alert", "append");
		this.status = place(form, "status", "append", {
			role: "status",
			class: "p2p-hidden"
		});
		form.noValidate = true;
		form.addEventListener("input", (event) => this.#edited(event));
		form.addEventListener("change", (event) => this.#edited(event));
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			this.submit();
		});
		addEventListener("pageshow", () => this.later());
		document.addEventListener("visibilitychange", () => this.#tick());
		setInterval(() => this.#tick(), TICK);
		/** Settles once the rules are there, or known not to be. */
		this.ready = this.load();
	}
	/** Loads the rules, or tries to again. */
	async load() {
		this.#become("loading");
		try {
			this.#rules = await loadRules(this.options.timeout);
		} catch {
			this.#become("missing");
			return;
		}
		this.#policies = this.#rules.policies();
		this.#become("ready");
		askClock().then(() => this.evaluate());
	}
	/**
	* Adds a payer's policy, or replaces one; its own facts are asked for by questions that the gate builds.
	* @param {import('./p2p_review.js').Policy} policy
	* @throws {Error} with `problems`, as load_policy
	*/
	async loadPolicy(policy) {
		const rules = await loadRules(this.options.timeout);
		await this.ready;
		rules.load_policy(policy);
		this.#policies = rules.policies();
		this.evaluate();
	}
	/** Asks the rules now. @returns {Decision | null} */
	evaluate() {
		cancelAnimationFrame(this.#frame);
		if (!this.#rules) return null;
		this.#ask();
		if (!this.decision) return null;
		const there = controlsByFact(this.form, this.#names);
		addQuestions(this.form, this.decision, this.#fields(), (fact) => there.has(fact) || this.#presets().has(fact));
		if (showQuestions(this.form, this.decision, this.request, this.#fields(), this.#presets())) this.#ask();
		this.#render();
		this.form.dispatchEvent(new CustomEvent("p2p-decision", {
			bubbles: true,
			detail: {
				decision: this.decision,
				request: this.request
			}
		}));
		return this.decision;
	}
	/** Asks the rules with the next frame. */
	later() {
		cancelAnimationFrame(this.#frame);
		this.#frame = requestAnimationFrame(() => this.evaluate());
	}
	/**
	* What keeps the request from being complete.
	* @param {Element} [part] only the questions inside
	*/
	problems(part = this.form) {
		if (!this.decision) return [];
		return problemsOf(this.form, this.#names, this.decision, (fact) => this.fieldInfo(fact)?.question).filter(({ control }) => part.contains(control));
	}
	/**
	* Shows problems at their fields and in the summary, and takes the reader there.
	* @param {Problem[]} problems
	*/
	show(problems) {
		this.#shown = new Set(problems.map(({ control }) => control));
		markFields(this.form, problems);
		showSummary(this.errors, problems);
		if (problems.length) focusSummary(this.errors);
	}
	/**
	* Sends the request if the rules allow it; otherwise shows what keeps it from being sent.
	* @returns {Promise<Outcome | null>} null: nothing was sent
	*/
	async submit() {
		if (this.#delivery.busy) return null;
		if (this.state !== "ready") return this.state === "missing" && this.options.fallback === "submit" ? this.#send() : showAlert(this.notice);
		const decision = this.evaluate();
		if (!decision) return null;
		this.show(this.problems());
		if (decision.outcome === "eligible") return this.#send();
		if (decision.outcome === "ineligible") this.focusAnswer();
		return null;
	}
	focusAnswer() {
		this.panel.scrollIntoView({ block: "nearest" });
		const headline = this.panel.querySelector("[data-p2p-headline]");
		if (headline instanceof HTMLElement) headline.focus();
	}
	/** Facts that a later part of the form asks for: they do not decide. */
	get details() {
		return detailsOf(this.form);
	}
	/** What this payer calls a fact, or null. @param {string} fact */
	fieldInfo(fact) {
		return this.#fields()?.find((field) => field.field === fact) ?? null;
	}
	/** The answers as they stand, whether or not the rules are loaded. */
	collect() {
		return readRequest(this.form, this.#names, this.options.preset ?? {}, (payer) => this.#fieldsOf(payer));
	}
	/** Makes the next request a new one. */
	startAgain() {
		this.form.reset();
		this.#delivery = new Delivery();
		this.#verdict = null;
		this.show([]);
		this.alert.replaceChildren();
		this.evaluate();
	}
	get #names() {
		return this.options.names ?? {};
	}
	/** @param {unknown} payer */
	#fieldsOf(payer) {
		return this.#policies.find((policy) => policy.id === payer)?.fields ?? null;
	}
	#fields() {
		return this.#fieldsOf(this.request["payer"]);
	}
	#presets() {
		return new Set(Object.keys(this.options.preset ?? {}));
	}
	#ask() {
		if (!this.#rules) return;
		this.request = this.collect();
		const told = JSON.stringify(this.request);
		if (this.#verdict && told !== this.#told) this.#verdict = null;
		this.#told = told;
		this.decision = this.#verdict ?? this.#rules.validate_request(this.request, now());
	}
	#render() {
		const { decision } = this;
		if (!decision) return;
		drawAnswer(this.panel, decision, {
			details: this.details,
			questionOf: (fact) => this.fieldInfo(fact)?.question ?? fact,
			drift: clockDrift(),
			fromServer: this.#verdict !== null
		});
		const still = this.problems().filter(({ control }) => this.#shown.has(control));
		markFields(this.form, still);
		if (still.length === 0) showSummary(this.errors, []);
		const said = inOrder(announcement(decision, this.details));
		if (this.status.textContent !== said) this.status.textContent = said;
	}
	/** @param {Event} event */
	#edited(event) {
		const { target } = event;
		if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement)) return;
		if (event.type === "change" && target.value !== "" && target.type !== "radio" && target.type !== "checkbox") this.#shown.add(target);
		this.later();
	}
	#tick() {
		if (document.hidden || !this.#rules || !this.decision || this.#delivery.busy) return;
		const { checked_at: _, response_times: __, ...before } = this.decision;
		const { checked_at: ___, response_times: ____, ...after } = this.#rules.validate_request(this.request, now());
		if (JSON.stringify(before) !== JSON.stringify(after) && !this.#verdict) this.evaluate();
	}
	async #send() {
		const request = this.collect();
		if (this.#delivery.has(request)) return showAlert(this.alert);
		if (!this.form.dispatchEvent(new CustomEvent("p2p-submit", {
			bubbles: true,
			cancelable: true,
			detail: {
				request,
				decision: this.decision,
				idempotency_key: this.#delivery.keyOf(request)
			}
		})) || this.options.endpoint === void 0) return null;
		this.#showSending(true);
		const outcome = await this.#delivery.send(this.options.endpoint, request, this.options.timeout);
		this.#showSending(false);
		if (outcome.kind === "failed") tellFailure(this.alert, outcome.message, this.decision?.contacts ?? []);
		if (outcome.kind === "refused") {
			this.#verdict = outcome.decision;
			this.evaluate();
			this.show(this.problems());
			if (outcome.decision.outcome !== "incomplete") this.focusAnswer();
		}
		const show = this.form.dispatchEvent(new CustomEvent("p2p-outcome", {
			bubbles: true,
			cancelable: true,
			detail: {
				outcome,
				request,
				decision: this.decision
			}
		}));
		if (outcome.kind === "sent" && show) tellSent(this.alert, outcome.reference, this.decision);
		return outcome;
	}
	/** @param {boolean} busy */
	#showSending(busy) {
		this.form.toggleAttribute("data-p2p-sending", busy);
		this.form.setAttribute("aria-busy", String(busy));
		if (busy) {
			this.alert.replaceChildren();
			this.status.textContent = "Sending the request.";
		}
	}
	/** @param {'loading' | 'ready' | 'missing'} state */
	#become(state) {
		this.state = state;
		this.form.dataset["p2pState"] = state;
		for (const off of document.querySelectorAll("[data-p2p-off]")) if (off instanceof HTMLElement) off.hidden = true;
		this.panel.hidden = state === "missing";
		this.notice.replaceChildren();
		if (state === "ready") this.evaluate();
		if (state === "missing") {
			showAll(this.form);
			tellMissing(this.notice, this.options.fallback === "submit", () => void this.load());
		}
		this.form.dispatchEvent(new CustomEvent("p2p-state", {
			bubbles: true,
			detail: { state }
		}));
	}
};
/**
* Where the form says so, or else where most forms have it.
* @param {HTMLFormElement} form
* @param {string} name
* @param {'append' | 'prepend'} where
* @param {Record<string, string>} [attributes]
* @returns {HTMLElement}
*/
function place(form, name, where, attributes) {
	const found = form.querySelector(`[data-p2p-${name}]`);
	if (found instanceof HTMLElement) return found;
	const built = h("div", {
		[`data-p2p-${name}`]: true,
		...attributes
	});
	form[where](built);
	return built;
}
// www/p2p-gate.js
/** @typedef {import('./gate/gate.js').Options} Options */
/** @type {WeakMap<HTMLFormElement, Gate>} */
const gates = /* @__PURE__ */ new WeakMap();
/**
* Puts the gate before a form. A form has one gate: asking again returns the same.
* @param {HTMLFormElement} form
* @param {Options} [options]
* @returns {Gate}
*/
function attach(form, options) {
	const gate = gates.get(form) ?? new Gate(form, options);
	gates.set(form, gate);
	return gate;
}
const OWN = /* @__PURE__ */ new Set([
	"endpoint",
	"fallback",
	"names",
	"timeout",
	"id",
	"class",
	"style",
	"lang",
	"dir",
	"hidden",
	"slot",
	"title"
]);
/**
* Attributes: endpoint, fallback, timeout, names="fact=name fact=name"; every other one presets the fact of that name,
* with a dash for an underscore: payer="regence" line-of-business="commercial".
*/
var P2PGate = class extends HTMLElement {
	/** @type {Gate | null} */
	gate = null;
	connectedCallback() {
		const start = () => {
			const form = this.querySelector("form");
			if (form) this.gate = attach(form, this.#options());
		};
		if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
		else start();
	}
	/** @returns {Options} */
	#options() {
		const endpoint = this.getAttribute("endpoint");
		const timeout = Number(this.getAttribute("timeout"));
		return {
			...endpoint === null ? {} : { endpoint },
			...timeout > 0 ? { timeout } : {},
			fallback: this.getAttribute("fallback") === "submit" ? "submit" : "block",
			names: Object.fromEntries((this.getAttribute("names") ?? "").split(/\s+/).filter(Boolean).map((pair) => pair.split("=", 2))),
			preset: Object.fromEntries([...this.attributes].filter(({ name }) => !OWN.has(name) && !/^(data|aria)-/.test(name)).map(({ name, value }) => [name.replaceAll("-", "_"), value === "true" || (value === "false" ? false : value)]))
		};
	}
};
customElements.define("p2p-gate", P2PGate);
export { Gate, P2PGate, attach };
