import init, * as rules from "./p2p_review.js";
// www/gate/characters.js
/** Zero-width, joiners, marks of direction, soft hyphens, the byte order mark: nothing that can be seen. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** One space, however it was typed. JavaScript's own class lacks U+0085; U+2800 is a blank of Braille. */
const SPACE = /[\s\u0085\u2800]/gu;
const BLANK_IN_LINE = /[\t\v\f\u0085\u2800\p{Zs}]/gu;
const SLASH = /[\u2044\u2215\u29F8]/gu;
const DASH = /[\u2010-\u2015\u2043\u2212\uFE58\uFE63\uFF0D]/gu;
const CONTROL = /[^\P{Cc}\n]/gu;
const LETTER = /\p{L}/u;
/**
* A text as a person reads it: invisible characters gone, any space a space, any dash a hyphen, nothing around it.
* Joiners between letters stay, since Persian and Indic names are spelled with them.
* @param {string} text
* @returns {string} empty where there was nothing to see
*/
function readable(text) {
	return text.replaceAll(INVISIBLE, (mark, at, whole) => /[\u200C\u200D]/.test(mark) && LETTER.test(whole[at - 1] ?? "") && LETTER.test(whole[at + 1] ?? "") ? mark : "").replaceAll(/\r\n?|[\u2028\u2029]/g, "\n").replaceAll(BLANK_IN_LINE, " ").replaceAll(DASH, "-").replaceAll(CONTROL, "").trim();
}
/**
* The same for what has a form of its own, such as a date or a number: on one line, in plain digits and signs.
* @param {string} text
*/
function plain(text) {
	return text.normalize("NFKC").replaceAll(/\p{Nd}/gu, inAscii).replaceAll(SLASH, "/").replaceAll(INVISIBLE, "").replaceAll(SPACE, " ").replaceAll(DASH, "-").replaceAll(CONTROL, "").replaceAll(/ +/g, " ").trim();
}
/**
* A digit of any script as one of ours. Each script's ten stand in a row that begins at the first or at the seventh of sixteen places.
* @param {string} digit
*/
function inAscii(digit) {
	const code = digit.codePointAt(0) ?? 0;
	const place = code % 16;
	return String(/\p{Nd}/u.test(String.fromCodePoint(code - place)) ? place : place - 6);
}
/** Without the characters that turn the order of those after them around: anybody's text stays what it reads as. @param {string} text */
function inOrder(text) {
	return text.replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, "");
}
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
/** Another copy of this script on the same page, or a page that was put together of several, must not come to the same ids. */
const copy = Math.random().toString(36).slice(2, 8);
let serial = 0;
/** An id that nothing else has. */
function newId() {
	serial += 1;
	return `p2p-${copy}-${serial}`;
}
/**
* @param {Element} element
* @returns {string} its id, given now if it had none
*/
function idOf(element) {
	if (!element.getAttribute("id")) element.setAttribute("id", newId());
	return element.getAttribute("id") ?? "";
}
/**
* The form by its own properties: an input that is named `elements` or `append` hides the form's own under that name.
* @param {HTMLFormElement} form
* @returns {HTMLFormElement} what reads and writes them on the form itself; it is no node
*/
function unclobbered(form) {
	return new Proxy(form, {
		get(target, key) {
			const value = Reflect.get(HTMLFormElement.prototype, key, target);
			return typeof value === "function" ? value.bind(target) : value;
		},
		set: (target, key, value) => Reflect.set(HTMLFormElement.prototype, key, value, target)
	});
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
// www/gate/deadline-calendar.js
/** @param {import('./view-deadline.js').CalendarView} calendar @param {string} counted */
function deadlineCalendar(calendar, counted) {
	return h("div", { class: "p2p-strip" }, picture(calendar), calendar.daysOff && h("p", { class: "p2p-small" }, calendar.daysOff), h("details", {
		class: "p2p-details",
		"data-p2p-keep": "count"
	}, h("summary", {}, calendar.counting), h("p", { class: "p2p-small" }, counted), h("ul", {
		class: "p2p-count",
		role: "list"
	}, ...calendar.days.map(({ day, counts }) => h("li", {}, day, counts)))));
}
/** @param {import('./view-deadline.js').CalendarView} calendar */
function picture({ months, weekdays, weeks, legend }) {
	return h("div", { "aria-hidden": "true" }, h("table", { class: "p2p-calendar" }, h("caption", {}, months), h("thead", {}, h("tr", {}, ...weekdays.map((name) => h("th", {}, name)))), h("tbody", {}, ...weeks.map((week) => h("tr", {}, ...week.map(({ number, mark, classes }) => h("td", { class: classes }, h("span", { class: "p2p-day-number" }, number), h("span", { class: "p2p-day-mark" }, mark))))))), h("p", { class: "p2p-legend" }, ...legend.map(([look, words]) => h("span", {}, h("i", { class: look }), words))));
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
/** What stands before a pasted date, and the time of day that may stand after it. */
const LABEL = /^(?:[a-z][a-z ]*:|(?:[a-z]+ )*(?:dated?|on)\b)[ -]*(?=\S)/;
const WEEKDAY = /\b(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*/;
const TIME_OF_DAY = /(?:t|[ ,]+(?:at )?)(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?\s?m\.?)?|\d{1,2}\s*[ap]\.?\s?m\.?)\s*(?:[a-z]{1,8}(?: (?:standard |daylight )?time)?|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?)?$/;
/** Around a date, and before a year of two digits. */
const QUOTES = /[()[\]"'`\u2018\u2019\u201C\u201D]/g;
const SEPARATORS = /\s*[-/.,\\|_]\s*|\s+/;
/** "18th of", "the" */
const FILLERS = /\bthe\b|(\d)(?:st|nd|rd|th)\b(?: of)?/g;
/**
* @param {string} text "11/18/2026", "11-18-26", "11182026", "Nov 18 2026", "18 November 2026", "2026-11-18", with or without a time of day
* @returns {string | null} YYYY-MM-DD, or null where the text is no date
*/
function parseDate(text) {
	return readDate(text).date;
}
/** @param {string} text being typed @returns {boolean} whether it is a date, and no further character makes it another */
function isFinishedDate(text) {
	const { date, isOpen } = readDate(text);
	return date !== null && !isOpen;
}
/**
* @param {string} text
* @returns {{ date: string | null, isOpen: boolean }} open: the year's two digits may be the first of four, or the day's one the first of two
*/
function readDate(text) {
	const written = plain(text).toLowerCase().replaceAll(QUOTES, " ").trim().replace(LABEL, "");
	const day = written.replace(WEEKDAY, "").replace(TIME_OF_DAY, "").replaceAll(/^[\s.,]+|[\s.,;]+$/g, "");
	const compact = /^(20\d\d)(\d\d)(\d\d)$|^(\d\d)(\d\d)(\d{4})$/.exec(day)?.slice(1).filter(Boolean);
	const words = day.replaceAll(FILLERS, "$1").replaceAll(/\d(?=[a-z])|[a-z](?=\d)/g, "$& ").trim();
	const [a = "", b = "", c = "", ...more] = compact ?? words.split(SEPARATORS);
	const isOpen = written.endsWith(day) && c.length < (a.length === 4 ? 2 : 4);
	if (more.length > 0) return {
		date: null,
		isOpen
	};
	if (/^\d{4}$/.test(a)) return {
		date: isoDate(a, monthOf(b), c),
		isOpen
	};
	const isDayFirst = /^[a-z]/.test(b);
	return {
		date: isoDate(c, monthOf(isDayFirst ? b : a), isDayFirst ? a : b),
		isOpen
	};
}
/**
* @param {string} text "13:00", "13:00:15", "1:00 pm", "1 p.m.", "9:30a"
* @returns {string | null} HH:MM
*/
function parseTime(text) {
	const m = /^(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(?:([ap])\.?\s?m?\.?)?$/.exec(plain(text).toLowerCase());
	const [, hour = "", minute = "00", half] = m ?? [];
	if (!m || m[2] === void 0 && half === void 0) return null;
	const hours = half === void 0 ? Number(hour) : Number(hour) % 12 + (half === "p" ? 12 : 0);
	if (hours > 23 || Number(minute) > 59 || half !== void 0 && (Number(hour) < 1 || Number(hour) > 12)) return null;
	return `${String(hours).padStart(2, "0")}:${minute}`;
}
/**
* A time at which an office is open, as people write it: an hour alone will do, and 1 to 6 are of the afternoon.
* @param {string} text "9", "9:30a", "930", "1", "1 pm", "13:00", "noon"
* @returns {string | null} HH:MM
*/
function parseOfficeTime(text) {
	const words = plain(text).toLowerCase();
	const [, hour = "", minute = "00", half] = /^(\d{1,2})[:.]?(\d{2})?\s*([ap]\.?\s?m?\.?)?$/.exec(words) ?? [];
	if (hour === "") return words === "noon" ? "12:00" : parseTime(words);
	return parseTime(`${hour}:${minute}${half ?? (/^[1-6]$/.test(hour) ? "p" : "")}`);
}
/**
* @param {string} text a date and a time of day
* @returns {string | null} YYYY-MM-DDTHH:MM
*/
function parseDateTime(text) {
	const date = parseDate(text);
	const time = parseTime(TIME_OF_DAY.exec(plain(text).toLowerCase())?.[1] ?? "");
	return date && time ? `${date}T${time}` : null;
}
/** @param {string} word a month's name, its beginning, or its number */
function monthOf(word) {
	if (!/^[a-z]/.test(word)) return word;
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
/** How dates and times are written out; a translation of the texts brings its own. */
let locale = "en-US";
/**
* @param {Intl.DateTimeFormatOptions} options
* @returns {(iso: string) => string} empty for what is no date
*/
const utc = (options) => (iso) => format(noon(iso), {
	...options,
	timeZone: "UTC"
});
/**
* @param {Date} instant
* @param {Intl.DateTimeFormatOptions} options
* @returns {string} empty where the instant or the zone is none: a server's answer can hold anything
*/
function format(instant, options) {
	try {
		return new Intl.DateTimeFormat(locale, options).format(instant);
	} catch {
		return "";
	}
}
/** "Wednesday, November 25" */
const dayAndDate = utc({
	weekday: "long",
	month: "long",
	day: "numeric"
});
/** "Wednesday, November 25, 2026" */
const longDate = utc({
	weekday: "long",
	month: "long",
	day: "numeric",
	year: "numeric"
});
/** "Wed, Nov 25" */
const shortDate = utc({
	weekday: "short",
	month: "short",
	day: "numeric"
});
/** "Nov" */
const monthName = utc({ month: "short" });
/** "November 2026" */
const monthAndYear = utc({
	month: "long",
	year: "numeric"
});
/** "November 26" */
const monthDay = utc({
	month: "long",
	day: "numeric"
});
/** "November 25, 2026" */
const plainDate = utc({
	month: "long",
	day: "numeric",
	year: "numeric"
});
/** @param {string} iso 0 is Sunday */
const weekday = (iso) => noon(iso).getUTCDay();
/**
* @param {string} iso
* @param {number} days
*/
function addDays(iso, days) {
	return new Date(noon(iso).getTime() + days * 864e5).toISOString().slice(0, 10);
}
/** @param {string} from @param {string} to @returns {number} of calendar days */
function daysBetween(from, to) {
	return Math.round((noon(to).getTime() - noon(from).getTime()) / 864e5);
}
/**
* @param {Date} instant
* @param {string} zone
* @returns {string} the calendar day of that instant in the zone
*/
function dayIn(instant, zone) {
	return new Date(instant.getTime() + offset(instant.getTime(), zone)).toISOString().slice(0, 10);
}
/** @param {string} zone "Pacific time"; empty where there is no such zone */
function zoneName(zone) {
	try {
		return (new Intl.DateTimeFormat(locale, {
			timeZone: zone,
			timeZoneName: "longGeneric"
		}).formatToParts(/* @__PURE__ */ new Date()).find((part) => part.type === "timeZoneName")?.value ?? zone).replace(/Time$/, "time");
	} catch {
		return "";
	}
}
/** @param {string} iso */
function isDate(iso) {
	return /^\d{4}-\d\d-\d\d$/.test(iso) && isoDate(iso.slice(0, 4), iso.slice(5, 7), iso.slice(8)) !== null;
}
/**
* @param {string} date YYYY-MM-DD on the wall of the zone
* @param {string} time HH:MM on the same wall
* @param {string} zone
* @returns {Date}
*/
function wallTime(date, time, zone) {
	const wanted = Date.parse(`${date}T${time}:00Z`);
	let guess = wanted;
	for (let i = 0; i < 2; i++) guess = wanted - offset(guess, zone);
	return new Date(guess);
}
/**
* @param {number} instant
* @param {string} zone
* @returns {number} milliseconds that the wall clock of the zone is ahead of UTC
*/
function offset(instant, zone) {
	const parts = new Intl.DateTimeFormat("en-US", {
		timeZone: zone,
		hourCycle: "h23",
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		minute: "2-digit",
		second: "2-digit"
	}).formatToParts(new Date(instant));
	/** @param {string} type */
	const part = (type) => Number(parts.find((p) => p.type === type)?.value);
	return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) - Math.floor(instant / 1e3) * 1e3;
}
/**
* @param {string} instant RFC 3339, exclusive
* @param {string | undefined} zone
* @returns {string} "Friday, November 20": the last day that it leaves whole
*/
function lastDayBefore(instant, zone) {
	return format(/* @__PURE__ */ new Date(Date.parse(instant) - 1), {
		weekday: "long",
		month: "long",
		day: "numeric",
		timeZone: zone
	});
}
/**
* @param {string} instant RFC 3339
* @param {string} zone
* @returns {string} "5:00 PM", on the wall of the zone
*/
function timeIn(instant, zone) {
	return format(new Date(instant), {
		hour: "numeric",
		minute: "2-digit",
		timeZone: zone
	});
}
/**
* @param {string} instant RFC 3339
* @param {Intl.DateTimeFormatOptions} [more]
* @returns {string} "Friday, November 20, 10:15 AM EST", in the reader's own zone
*/
function localMoment(instant, more) {
	return format(new Date(instant), {
		weekday: "long",
		month: "long",
		day: "numeric",
		hour: "numeric",
		minute: "2-digit",
		timeZoneName: "short",
		...more
	});
}
// www/gate/findings.js
/** @typedef {import('./p2p_review.js').Finding} Finding */
/** @typedef {import('./p2p_review.js').Citation} Citation */
/** @typedef {import('./p2p_review.js').NextStep} NextStep */
/** @typedef {import('./texts.js').Texts} Texts */
/** @param {Finding} finding @param {Texts} texts a reason with its source */
function reason(finding, texts) {
	return h("div", { class: "p2p-reason" }, h("p", {}, finding.message), finding.citation && source(finding.citation, texts));
}
/** @param {Citation} citation @param {Texts} texts */
function source(citation, texts) {
	const effective = citation.effective ? plainDate(citation.effective) : "";
	return h("p", { class: "p2p-source" }, texts.source, h("cite", {}, texts.sourceOf(citation.title, citation.section)), effective && texts.effective(effective));
}
/** @param {NextStep[]} steps @param {Texts} texts */
function stepList(steps, texts) {
	return h("ul", { class: "p2p-steps" }, ...steps.map((step) => h("li", {}, nextStep$1(step, texts))));
}
/** @param {NextStep} step @param {Texts} texts */
function nextStep$1(step, texts) {
	return h("div", { class: "p2p-step" }, h("span", { class: "p2p-step-label" }, step.label), step.value !== null && h("span", { class: "p2p-step-value" }, linked(step, step.value, texts), (step.kind === "fax" || step.kind === "mail") && copyButton(step.kind === "fax", step.value, texts)), step.note && h("span", { class: "p2p-small" }, step.note));
}
/**
* A loaded policy, or a server, may name any address; only these can do no harm.
* @param {NextStep} step
* @param {string} words
* @param {Texts} texts
* @returns {Node | string} a link where it can be one; its name says what for
*/
function linked(step, words, texts) {
	const [scheme] = /^(?:tel|https|mailto):/i.exec(step.href ?? "") ?? [];
	if (!scheme) return words;
	return h("a", {
		href: step.href,
		class: "ds-c-link",
		"aria-label": inOrder(texts.linkTo(scheme === "tel:", step.label, words)),
		.../^https:/i.test(scheme) ? {
			rel: "noreferrer",
			target: "_blank"
		} : {}
	}, words);
}
/**
* @param {boolean} fax
* @param {string} value
* @param {Texts} texts
*/
function copyButton(fax, value, texts) {
	if (!navigator.clipboard) return null;
	const button = h("button", {
		type: "button",
		class: "p2p-copy"
	}, texts.copy, h("span", { class: "p2p-hidden" }, ` ${texts.copyWhat(fax)} ${value}`));
	button.addEventListener("click", async () => {
		try {
			await navigator.clipboard.writeText(value);
			button.textContent = texts.copied;
		} catch {
			button.textContent = texts.notCopied;
		}
	});
	return button;
}
// www/gate/answer-panel.js
/** @typedef {import('./view.js').View} View */
/** @typedef {import('./texts.js').Texts} Texts */
const CLASSES = {
	yes: "p2p-answer-yes",
	no: "p2p-answer-no",
	open: "p2p-answer-open"
};
/**
* Draws the answer into the panel, keeping open what the reader opened.
* @param {HTMLElement} panel
* @param {View} view
* @param {Texts} texts
*/
function drawAnswer(panel, view, texts) {
	const open = new Set([...panel.querySelectorAll("details[open]")].map(keepKey));
	for (const [look, name] of Object.entries(CLASSES)) panel.classList.toggle(name, look === view.look);
	panel.replaceChildren(h("div", { class: "p2p-verdict" }, icon(view.look), h("h2", {
		tabindex: "-1",
		"data-p2p-headline": true
	}, view.headline)), h("div", { class: "p2p-answer-body" }, ...body(view, texts)));
	for (const details of panel.querySelectorAll("details")) details.open = open.has(keepKey(details));
}
/** @param {Element} details */
function keepKey(details) {
	return details.getAttribute("data-p2p-keep");
}
/** @param {View} view @param {Texts} texts */
function body(view, texts) {
	return [
		...view.notes.map((note) => h("p", { class: "p2p-note" }, note)),
		...view.stage === "ineligible" ? refused(view, texts) : going(view, texts),
		view.asked && folded("asked", view.asked.title, ...view.asked.sources.map(({ citation, questions }) => h("div", { class: "p2p-reason" }, ...questions.map((question) => h("p", {}, question)), source(citation, texts)))),
		view.notices.length > 0 && folded("notices", texts.goodToKnow, ...view.notices.map((finding) => reason(finding, texts))),
		view.contacts.length > 0 && folded("contacts", texts.contacts, ...view.promises.map((promise) => h("p", { class: "p2p-reason" }, promise)), stepList(view.contacts, texts))
	];
}
/** @param {string} key @param {string} title @param {...Node} content */
function folded(key, title, ...content) {
	return h("details", {
		class: "p2p-details",
		"data-p2p-keep": key
	}, h("summary", {}, title), ...content);
}
/** @param {View} view @param {Texts} texts */
function refused(view, texts) {
	return [
		view.isLate && view.deadline && h("p", { class: "p2p-by" }, view.deadline.by),
		view.doubted && doubt(view.doubted, texts),
		h("h3", {}, view.reasonsTitle),
		...view.reasons.map((finding) => reason(finding, texts)),
		view.instead.length > 0 && h("h3", {
			tabindex: "-1",
			"data-p2p-instead": true
		}, texts.instead),
		view.instead.length > 0 && stepList(view.instead, texts),
		...warnings(view, texts),
		...remarks(view, texts),
		view.isLate && view.deadline && count(view.deadline)
	];
}
/** @param {NonNullable<View['doubted']>} doubted @param {Texts} texts */
function doubt({ words, control }, texts) {
	const change = control && h("button", {
		type: "button",
		class: "p2p-copy"
	}, texts.changeDate);
	change?.addEventListener("click", () => control?.focus());
	return h("p", { class: "p2p-note" }, words, " ", change);
}
/** @param {View} view @param {Texts} texts */
function going(view, texts) {
	return [
		view.lead && h("p", { class: "p2p-lead" }, view.lead),
		view.toMend.length > 0 && h("div", { class: "p2p-warning" }, h("h3", {}, texts.toMend), ...view.toMend.map((message) => h("p", {}, message))),
		view.deadline && deadline$1(view.deadline, texts),
		...view.clocks.flatMap((clock) => [deadline$1(clock, texts), h("p", { class: "p2p-small" }, clock.counted)]),
		...warnings(view, texts),
		...remarks(view, texts),
		view.deadline && count(view.deadline)
	];
}
/** What has to be seen before sending. @param {View} view @param {Texts} texts */
function remarks({ remarks: found }, texts) {
	return found.length > 0 ? [h("div", {}, ...found.map((finding) => reason(finding, texts)))] : [];
}
/** The days one by one; of what has no picture, how it is counted. @param {import('./view-deadline.js').DeadlineView} view */
function count({ calendar, counted }) {
	return calendar ? deadlineCalendar(calendar, counted) : h("p", { class: "p2p-small" }, counted);
}
/** @param {import('./view-deadline.js').DeadlineView} view @param {Texts} texts */
function deadline$1({ label, by, why, left, isUrgent, citation }, texts) {
	return h("div", { class: "p2p-deadline" }, label && h("p", { class: "p2p-small" }, label), h("p", { class: "p2p-by" }, by), why && h("p", {}, why), left && h("p", { class: isUrgent ? "p2p-urgent" : null }, left), citation && source(citation, texts));
}
/** @param {View} view @param {Texts} texts */
function warnings({ warnings: found, warningSteps, warningsTitle, canStill }, texts) {
	if (found.length === 0) return [];
	return [h("div", { class: "p2p-warning" }, h("h3", {}, warningsTitle), ...found.map((finding) => reason(finding, texts)), warningSteps.length > 0 && stepList(warningSteps, texts), canStill && h("p", {}, canStill))];
}
// www/gate/alerts.js
/** @typedef {import('./p2p_review.js').NextStep} NextStep */
/** @typedef {import('./texts.js').Texts} Texts */
/**
* @param {HTMLElement} place
* @param {string} heading
* @param {...import('./dom.js').Child} content
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
* @param {string} reference
* @param {{ promises: string[], contacts: NextStep[] }} told
* @param {Texts} texts
*/
function tellSent(place, reference, { promises, contacts: all }, texts) {
	const contacts = all.filter(({ kind }) => kind !== "form" && kind !== "portal");
	place.replaceChildren(h("div", {
		class: "p2p-alert p2p-sent",
		role: "status",
		tabindex: "-1"
	}, h("h2", {}, texts.sentHeading), h("p", {}, texts.reference, h("strong", {}, reference)), ...promises.map((promise) => h("p", { class: "p2p-reason" }, promise)), contacts.length > 0 && h("p", {}, texts.hearNothing), contacts.length > 0 && stepList(contacts, texts)));
	showAlert(place);
}
/**
* @param {HTMLElement} place
* @param {string} message
* @param {NextStep[]} contacts
* @param {Texts} texts
*/
function tellFailure(place, message, contacts, texts) {
	const call = contacts.length ? [h("p", {}, texts.getInTouch), stepList(contacts, texts)] : [h("p", {}, texts.callThePayer)];
	alert(place, texts.failedHeading, h("p", {}, message), ...call);
	showAlert(place);
}
/**
* @param {HTMLElement} place
* @param {{ unchecked: boolean, fault: import('./engine.js').LoadFault, again: () => void }} how unchecked: the request may be sent all the same
* @param {Texts} texts
*/
function tellMissing(place, { unchecked, fault, again }, texts) {
	const forGood = fault === "no-webassembly";
	const message = unchecked ? texts.missingUnchecked : forGood ? texts.missingForGood : texts.missingBlocked;
	alert(place, texts.missingHeading, h("p", {}, message), h("p", {}, texts.missingWhy[fault]), h("div", { class: "p2p-actions" }, !forGood && button(texts.tryAgain, again), button(texts.print, () => window.print())));
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
// www/gate/engine.js
/** @typedef {typeof rules} Rules */
/** @typedef {import('./p2p_review.js').InitInput} InitInput */
/** @typedef {'no-webassembly' | 'blocked' | 'unreachable' | 'timeout' | 'broken'} LoadFault */
const FILE = "p2p_review_bg.wasm";
const PATIENCE$2 = 2e4;
/** Why the rules are not there, in words for the page's owner. */
var LoadError = class extends Error {
	/** @param {LoadFault} fault @param {string} message @param {unknown} [cause] */
	constructor(fault, message, cause) {
		super(message, { cause });
		this.fault = fault;
	}
};
/** @type {Promise<Rules> | null} */
let loading = null;
/** @type {InitInput | Promise<InitInput> | undefined} */
let provided;
/**
* Tells all gates of a page where the rules' module is, or hands it over: for pages on which it does not lie beside this
* script. One that is loaded already needs no telling.
* @param {InitInput | Promise<InitInput>} from an address, a response, the bytes, or a compiled module
*/
function provideRules(from) {
	provided = from;
}
/**
* Loads the rules once; a failed attempt is forgotten, so that the next call tries again.
* @param {number} [patience] milliseconds
* @param {InitInput | Promise<InitInput>} [from] where they are, if not beside this script
* @returns {Promise<Rules>}
* @throws {LoadError}
*/
function loadRules(patience = PATIENCE$2, from) {
	loading ??= load(patience, from).catch((reason) => {
		loading = null;
		throw reason instanceof LoadError ? reason : loadError(reason);
	});
	return loading;
}
/** @param {number} patience @param {InitInput | Promise<InitInput>} [from] @returns {Promise<Rules>} */
async function load(patience, from) {
	await Promise.resolve();
	if (isLoaded()) return rules;
	if (typeof WebAssembly !== "object") throw new LoadError("no-webassembly", "this browser has no WebAssembly, or it is switched off");
	const given = await (from ?? provided);
	if (given === void 0 || typeof given === "string" || given instanceof URL) {
		const address = given === void 0 ? beside() : new URL(given, document.baseURI);
		await withTimeLimit(patience, async (signal) => init({ module_or_path: await fetched(address, signal) }));
	} else await init({ module_or_path: given });
	return rules;
}
/** Whether the page, or an entry with everything in it, has loaded them itself. */
function isLoaded() {
	try {
		return rules.policies().length >= 0;
	} catch {
		return false;
	}
}
/** Only when it is asked for: where scripts are put into one, they may have no address. */
function beside() {
	return new URL("./p2p_review_bg.wasm", import.meta.url);
}
/**
* @param {URL} address
* @param {AbortSignal} signal
* @returns {Promise<Response | ArrayBuffer>}
*/
async function fetched(address, signal) {
	const response = await fetchPlainly(address, {
		signal,
		integrity: namedHash(address)
	});
	if (!response.ok) throw new LoadError("unreachable", `${FILE} at ${address.href} answers ${response.status}`);
	return response.headers.get("content-type") === "application/wasm" ? response : response.arrayBuffer();
}
/**
* Without a prototype: what a page may have added to every object is no setting.
* @param {string | URL} address
* @param {RequestInit} settings
*/
function fetchPlainly(address, settings) {
	return fetch(address, Object.setPrototypeOf(settings, null));
}
/** The hash of the rules that the page names in its preload of them: with one, the browser takes no other bytes. @param {URL} address */
function namedHash(address) {
	return [...document.querySelectorAll("link[data-integrity]")].find((link) => link.href === address.href)?.dataset["integrity"] ?? "";
}
/**
* Not AbortSignal.timeout: browsers that can run the rules may lack it.
* @template T
* @param {number} patience milliseconds
* @param {(signal: AbortSignal) => Promise<T>} act
* @returns {Promise<T>}
* @throws {DOMException} a TimeoutError when it has taken too long
*/
async function withTimeLimit(patience, act) {
	const controller = new AbortController();
	let late = false;
	const timer = setTimeout(() => {
		late = true;
		controller.abort();
	}, patience);
	try {
		return await act(controller.signal);
	} catch (reason) {
		throw late ? new DOMException(`no answer in ${Math.round(patience / 1e3)} seconds`, "TimeoutError") : reason;
	} finally {
		clearTimeout(timer);
	}
}
/** @param {unknown} reason */
function loadError(reason) {
	const message = reason instanceof Error ? reason.message : String(reason);
	if (reason instanceof DOMException && reason.name === "TimeoutError") return new LoadError("timeout", `${FILE} gave ${message}`, reason);
	if (/unsafe-eval|content security policy/i.test(message)) return new LoadError("blocked", `the content security policy forbids WebAssembly: script-src needs 'wasm-unsafe-eval' (${message})`, reason);
	const frame = globalThis.origin === "null" ? "; this frame has no origin of its own (sandbox without allow-same-origin), so the server has to allow it by Access-Control-Allow-Origin" : "";
	if (reason instanceof TypeError) return new LoadError("unreachable", `${FILE} could not be fetched: ${message}${frame}`, reason);
	return new LoadError("broken", `${FILE} is not the rules' module, or not whole: ${message}`, reason);
}
// www/gate/clock.js
/** A difference that hand-set clocks have anyway, in milliseconds. */
const TOLERANCE = 18e4;
const PATIENCE$1 = 2e4;
/** How long a measurement is good for. */
const LASTS = 6e5;
/** After which a difference is looked at once more: what a cache on the way has kept does not go on. */
const CONFIRMED_AFTER = 3e4;
/** Between two looks at a clock that may be a cached one; a Date header tells whole seconds. */
const APART = 2e3;
/**
* @typedef {'unknown' | 'agrees' | 'corrected' | 'unconfirmed'} Trust
* unknown: not asked yet; agrees: the machine's is right; corrected: it is off, and `drift` makes up for it; unconfirmed:
* nothing that can be believed was heard
*/
/** @typedef {{ date: number, at: number }} Reading what a server's clock showed, and the moment by this page's own time */
var Clock = class {
	/** Milliseconds to add to this machine's clock. */
	drift = 0;
	trust = "unknown";
	/** This machine's clock less the time that the page has been open: it jumps when somebody sets the clock. */
	#base = machineBase();
	#measured = -Infinity;
	/** @type {Reading | null} the last that was off */
	#last = null;
	#confirmed = false;
	/** @type {Promise<void> | null} */
	#measuring = null;
	now() {
		return new Date(Date.now() + this.drift);
	}
	/** Whether the machine's clock was set since it was last looked at. */
	noticeJump() {
		const jump = machineBase() - this.#base;
		if (Math.abs(jump) <= TOLERANCE) return false;
		this.#base += jump;
		this.drift = Math.abs(jump - this.drift) <= TOLERANCE ? 0 : this.drift;
		this.#measured = -Infinity;
		this.#last = null;
		return true;
	}
	get isStale() {
		return performance.now() - this.#measured > (this.#last && !this.#confirmed ? CONFIRMED_AFTER : LASTS);
	}
	/** Asks the page's own server for the time. */
	measure() {
		this.#measuring ??= this.#measure().finally(() => this.#measuring = null);
		return this.#measuring;
	}
	async #measure() {
		this.#measured = performance.now();
		const first = await askServer();
		if (first !== null && isOff(first) && globalThis.navigator?.serviceWorker?.controller) {
			await new Promise((resolve) => setTimeout(resolve, APART));
			const second = await askServer();
			this.#take(second && goesOn(first, second) ? second : null);
		} else this.#take(first);
	}
	/**
	* The server's clock, read off an answer that has come in any case.
	* @param {Response} response
	* @param {number} asked when it was asked for, by performance.now()
	*/
	read(response, asked) {
		const reading = readingOf(response, asked);
		if (reading && !globalThis.navigator?.serviceWorker?.controller && this.#isBelievable(reading)) this.#take(reading);
	}
	/** A clock that agrees with this one needs no proof. @param {Reading} reading */
	#isBelievable(reading) {
		return !isOff(reading) || !this.#last || goesOn(this.#last, reading);
	}
	/** @param {Reading | null} reading */
	#take(reading) {
		const believed = reading && this.#isBelievable(reading) ? reading : null;
		const off = believed !== null && isOff(believed);
		this.#confirmed = off && this.#last !== null;
		this.#last = off ? believed : null;
		this.drift = off ? offBy(believed) : 0;
		this.trust = believed ? off ? "corrected" : "agrees" : "unconfirmed";
	}
};
function machineBase() {
	return Date.now() - performance.now();
}
/** @returns {Promise<Reading | null>} null: nothing that can be believed */
async function askServer() {
	const asked = performance.now();
	try {
		const address = location.href.replace(/[?#].*/, "");
		return readingOf(await withTimeLimit(PATIENCE$1, (signal) => fetchPlainly(address, {
			method: "HEAD",
			cache: "no-store",
			signal
		})), asked);
	} catch {
		return null;
	}
}
/**
* @param {Response} response
* @param {number} asked
* @returns {Reading | null}
*/
function readingOf(response, asked) {
	const at = performance.now();
	const date = Date.parse(response.headers.get("date") ?? "");
	if (Number.isNaN(date) || Number(response.headers.get("age") ?? 0) > 0 || at - asked > TOLERANCE / 3) return null;
	return {
		date,
		at: (asked + at) / 2
	};
}
/** @param {Reading} reading milliseconds that this machine is behind */
function offBy({ date, at }) {
	return date - (machineBase() + at);
}
/** @param {Reading} reading */
function isOff(reading) {
	return Math.abs(offBy(reading)) > TOLERANCE;
}
/** Whether two looks at a clock are as far apart as the time between them. @param {Reading} before @param {Reading} after */
function goesOn(before, after) {
	const [shown, passed] = [after.date - before.date, after.at - before.at];
	return passed < APART / 2 || Math.abs(shown - passed) <= Math.max(1500, passed / 10);
}
/** One for the page: all gates go by the same. */
const clock = new Clock();
// www/gate/field-errors.js
/** @typedef {import('./problems.js').Problem} Problem */
/** @typedef {import('./read-form.js').Control} Control */
/** @typedef {import('./texts.js').Texts} Texts */
/** What one gate has put at the fields of its form, above it, and before the page's title. */
var FieldErrors = class {
	/** @type {Element[]} */
	#marks = [];
	#prefix = "";
	/** @type {string[]} */
	#summarized = [];
	/**
	* @param {HTMLFormElement} form
	* @param {HTMLElement} place of the summary
	* @param {Texts} texts
	*/
	constructor(form, place, texts) {
		this.form = form;
		this.place = place;
		this.texts = texts;
	}
	/**
	* @param {Problem[]} problems the ones to show at their fields; earlier messages go
	* @param {Element | null} [busy] where somebody is at it, if anywhere: meanwhile no message comes and none changes. What is
	*   mended there is no longer seen, but what a screen reader has of that field stays until `settle`: it would read the change.
	* @returns {Problem[]} those that are seen at their fields
	*/
	mark(problems, busy = null) {
		for (const error of this.form.querySelectorAll("[data-p2p-error]")) if (!this.#marks.includes(error)) unmark(error);
		/** @type {Problem[]} */
		const seen = [];
		const kept = this.#marks.filter((error) => {
			const problem = problems.find(({ control }) => isOf(error, control));
			if (problem && isMarked(error, problem.control, busy ? null : problem.message)) seen.push({
				...problem,
				message: messageOf(error)
			});
			else if (busy && isReadWith(error, busy)) fade(error);
			else unmark(error);
			return error.isConnected;
		});
		const added = busy ? [] : problems.filter(({ control }) => !kept.some((error) => isOf(error, control)));
		this.#marks = [...kept, ...added.map(({ control, message }) => markField(control, message, this.texts))];
		return [...seen, ...added];
	}
	/** Nobody is at it any more: what was mended meanwhile goes altogether. */
	settle() {
		this.#marks = this.#marks.filter((error) => {
			if (isFaded(error)) unmark(error);
			return error.isConnected;
		});
	}
	/** @param {Problem[]} problems none: the summary goes */
	summarize(problems) {
		this.#prefixTitle(problems.length > 0);
		this.place.hidden = problems.length === 0;
		if (problems.length === 0) {
			this.place.replaceChildren();
			return;
		}
		this.place.replaceChildren(h("div", {
			class: "p2p-summary",
			role: "group",
			"aria-label": this.texts.problems
		}, h("h2", {}, this.texts.problems), h("div", { role: "alert" }, h("ul", {}, ...problems.map((problem) => h("li", {}, linkTo(problem)))))));
		this.#summarized = problems.map(({ message }) => message);
	}
	/** Whether the summary has told it. @param {Problem} problem */
	tells({ message }) {
		return !this.place.hidden && this.#summarized.includes(message);
	}
	focus() {
		const summary = this.place.querySelector(".p2p-summary");
		if (!(summary instanceof HTMLElement)) return;
		summary.scrollIntoView();
		summary.tabIndex = -1;
		summary.addEventListener("blur", () => summary.removeAttribute("tabindex"), { once: true });
		summary.focus();
	}
	/** Only what this gate has set is taken away: another on the page has its own. @param {boolean} present */
	#prefixTitle(present) {
		if (present && this.#prefix === "") {
			this.#prefix = this.texts.errorPrefix;
			document.title = this.#prefix + document.title;
		} else if (!present && this.#prefix !== "") {
			if (document.title.startsWith(this.#prefix)) document.title = document.title.slice(this.#prefix.length);
			this.#prefix = "";
		}
	}
};
/** @param {Problem} problem */
function linkTo({ control, message }) {
	const link = h("a", {
		href: `#${idOf(control)}`,
		class: "ds-c-link"
	}, message);
	link.addEventListener("click", (event) => {
		event.preventDefault();
		(control.closest("fieldset, [data-p2p-question]") ?? control).scrollIntoView();
		control.focus({ preventScroll: true });
	});
	return link;
}
/** @param {Element} error @param {Control} control */
function isOf(error, control) {
	return error.id === `${control.id}-error`;
}
/** Whether it is seen there, in these words. @param {Element} error @param {Control} control @param {string | null} message null: in whichever */
function isMarked(error, control, message) {
	return error.isConnected && !isFaded(error) && (message === null || messageOf(error) === message) && isReadWith(error, control);
}
/** @param {Element} error @param {Element} control */
function isReadWith(error, control) {
	return (control.getAttribute("aria-describedby") ?? "").split(" ").includes(error.id);
}
/** @param {Element} error */
function messageOf(error) {
	return error.lastChild?.textContent ?? "";
}
/** @param {Element} error */
function isFaded(error) {
	return error instanceof HTMLElement && error.hidden;
}
/** @param {Element} error @returns {Element[]} the controls that it is about */
function marked(error) {
	return [...error.getRootNode().querySelectorAll(`[aria-describedby~="${CSS.escape(error.id)}"]`)];
}
/** No longer to be seen. A description may be hidden: it is read all the same. @param {Element} error */
function fade(error) {
	for (const control of marked(error)) control.classList.remove("ds-c-field--error", "ds-c-choice--error");
	error.toggleAttribute("hidden", true);
	const holder = error.closest(".p2p-has-error");
	if (!holder?.querySelector("[data-p2p-error]:not([hidden])")) holder?.classList.remove("p2p-has-error");
}
/** @param {Element} error */
function unmark(error) {
	fade(error);
	for (const control of marked(error)) {
		toggleWord(control, "aria-describedby", error.id, false);
		control.removeAttribute("aria-invalid");
	}
	error.remove();
}
/**
* @param {Control} control
* @param {string} message
* @param {Texts} texts
* @returns {Element} the error
*/
function markField(control, message, texts) {
	const choice = control.type === "radio" || control.type === "checkbox";
	const set = choice ? control.closest("fieldset") : null;
	const error = h("p", {
		class: "ds-c-inline-error p2p-error",
		id: `${idOf(control)}-error`,
		"data-p2p-error": true
	}, h("span", { class: "p2p-hidden" }, texts.errorPrefix), message);
	(choice && set?.querySelector(".p2p-choices") || control.closest(".p2p-entry") || control.closest(".ds-c-choice-wrapper") || control).before(error);
	(control.closest(".p2p-window") ?? set ?? control.closest("[data-p2p-question]"))?.classList.add("p2p-has-error");
	for (const one of choice && set ? [...set.querySelectorAll("input")] : [control]) {
		toggleWord(one, "aria-describedby", error.id, true);
		if (one.type !== "radio") one.setAttribute("aria-invalid", "true");
		one.classList.add(choice ? "ds-c-choice--error" : "ds-c-field--error");
	}
	return error;
}
// www/gate/report.js
const ABOUT = "p2p-gate:";
/** @param {string} message something to mend in the page */
function warn(message) {
	console.warn(ABOUT, message);
}
/** @param {string} message how the gate has understood the page */
function inform(message) {
	console.info(ABOUT, message);
}
/** @param {string} message what went wrong @param {unknown} [cause] */
function fail(message, cause) {
	console.error(ABOUT, message, ...cause === void 0 ? [] : [cause]);
}
// www/gate/submitters.js
/** @typedef {HTMLButtonElement | HTMLInputElement} SubmitButton */
const OTHER_WAY = [
	"formaction",
	"formmethod",
	"formnovalidate"
];
/**
* @param {HTMLFormElement} form by its own properties
* @returns {SubmitButton[]} in the order of the page
*/
function submitButtons(form) {
	return [...form.elements].filter((element) => (element.localName === "button" || element.localName === "input") && element.type === "submit");
}
/**
* The buttons that send the request: those that are marked; else those that submit the form as it is, and of these, where
* some have a name and others none, the ones without. A name tells a server which of its own buttons was pressed.
* @param {HTMLFormElement} form by its own properties
* @returns {Set<Element>}
*/
function ownButtons(form) {
	const all = submitButtons(form);
	const marked = all.filter((button) => button.hasAttribute("data-p2p-submit"));
	if (marked.length > 0) return new Set(marked);
	const plain = all.filter((button) => !OTHER_WAY.some((name) => button.hasAttribute(name)));
	const nameless = plain.filter((button) => !button.getAttribute("name"));
	return new Set(nameless.length > 0 ? nameless : plain);
}
/**
* @param {HTMLFormElement} form by its own properties
* @param {Element | null} submitter null: by a script, or by Enter in a form without a button
*/
function isOwnSubmission(form, submitter) {
	return submitter === null || submitter.localName === "form" || ownButtons(form).has(submitter);
}
/** Says once which buttons of several the gate has taken. @param {HTMLFormElement} form by its own properties */
function tellSubmitters(form) {
	const all = submitButtons(form);
	if (all.length < 2 || all.some((button) => button.hasAttribute("data-p2p-submit"))) return;
	const own = ownButtons(form);
	const named = (buttons) => buttons.map((button) => `“${(button.textContent || button.value).trim()}”`).join(", ") || "none";
	inform(`this form has several submit buttons. The gate takes ${named(all.filter((button) => own.has(button)))}; the page keeps ${named(all.filter((button) => !own.has(button)))}. Mark the gate's with data-p2p-submit to choose.`);
}
// www/gate/form-guard.js
/**
* @typedef {object} Hearing
* @property {() => void} submitted the request is to be sent
* @property {() => void} reset
* @property {(control: Element) => void} typed perhaps not yet done
* @property {(control: Element) => void} edited
* @property {(control: Element) => void} left
* @property {() => void} pressed a key, whatever it does
* @property {() => void} changed by a script, or by the page
* @property {() => void} released a pointer that was down is up again
* @property {() => void} shown the page is to be seen again
* @property {(isPrinting: boolean) => void} printing the page is made ready for paper, or is back from there
* @property {() => void} restored the browser has put the page, and what was typed, back
*/
/** Attributes that change what a form says. */
const SAYING = [
	"checked",
	"disabled",
	"form",
	"method",
	"name",
	"selected",
	"type",
	"value"
];
var FormGuard = class {
	/** Whether a pointer is down. */
	isPressed = false;
	/** @type {string | null | undefined} the page's own method; undefined: not closed yet */
	#method;
	#noValidate = false;
	#isOpen = false;
	/** @type {AbortController | null} */
	#listening = null;
	/** Submissions that are known to be the page's. @type {WeakSet<Event>} */
	#passed = /* @__PURE__ */ new WeakSet();
	#own;
	/**
	* @param {HTMLFormElement} form
	* @param {Hearing} hearing
	*/
	constructor(form, hearing) {
		this.form = form;
		this.hearing = hearing;
		this.#own = unclobbered(form);
		this.observer = new MutationObserver((records) => {
			if (records.some(({ target, attributeName }) => target === form && attributeName === "method")) this.close();
			hearing.changed();
		});
		this.#own.addEventListener("submit", (event) => this.handleSubmit(event), { capture: true });
	}
	get isConnected() {
		return this.#listening?.signal.aborted === false;
	}
	connect() {
		this.#listening?.abort();
		this.#listening = new AbortController();
		const { hearing } = this;
		const { signal } = this.#listening;
		const root = this.#own.getRootNode();
		root.addEventListener("submit", (event) => this.handleSubmit(event), {
			capture: true,
			signal
		});
		root.addEventListener("reset", (event) => {
			if (event.target === this.form) setTimeout(() => event.defaultPrevented || hearing.reset());
		}, {
			capture: true,
			signal
		});
		for (const name of [
			"input",
			"change",
			"focusout"
		]) root.addEventListener(name, (event) => this.#edited(event), {
			capture: true,
			signal
		});
		root.addEventListener("keydown", () => hearing.pressed(), {
			capture: true,
			passive: true,
			signal
		});
		this.#watchPointer(signal);
		addEventListener("pageshow", () => hearing.restored(), { signal });
		document.addEventListener("visibilitychange", () => hearing.shown(), { signal });
		matchMedia("print").addEventListener("change", ({ matches }) => hearing.printing(matches), { signal });
		this.observer.observe(this.form, {
			subtree: true,
			childList: true,
			attributes: true,
			attributeFilter: SAYING
		});
	}
	disconnect() {
		this.#listening?.abort();
		this.observer.disconnect();
		this.isPressed = false;
	}
	/** What has just changed was the gate's own doing. */
	overlook() {
		this.observer.takeRecords();
	}
	/** Makes the form submit nothing by itself: not to an address, nor by `form.submit()`. */
	close() {
		if (this.#isOpen) return;
		const method = this.#own.getAttribute("method");
		if (this.#method === void 0) {
			this.#noValidate = this.#own.noValidate;
			tellSubmitters(this.#own);
			Reflect.defineProperty(this.form, "submit", {
				configurable: true,
				writable: true,
				enumerable: false,
				value: () => warn("form.submit() passes by the rules, so nothing was sent. Use form.requestSubmit().")
			});
		}
		if (this.#method === void 0 || method !== "dialog") this.#method = method;
		if (method !== "dialog") this.#own.setAttribute("method", "dialog");
		if (!this.#own.noValidate) this.#own.noValidate = true;
	}
	/** Gives the form back as it was. */
	release() {
		if (this.#method === void 0) return;
		this.#restoreMethod();
		this.#own.noValidate = this.#noValidate;
		Reflect.deleteProperty(this.form, "submit");
		this.#isOpen = true;
	}
	/** @param {Event} event */
	handleSubmit(event) {
		if (event.target !== this.form || this.#passed.has(event) || this.#isOpen && !this.isConnected) return;
		const submitter = "submitter" in event && event.submitter instanceof Element ? event.submitter : null;
		if (!isOwnSubmission(this.#own, submitter)) {
			this.#passed.add(event);
			this.#letThrough(event, submitter);
			return;
		}
		event.preventDefault();
		event.stopImmediatePropagation();
		if (this.#own.dispatchEvent(new CustomEvent("p2p-attempt", {
			bubbles: true,
			composed: true,
			cancelable: true,
			detail: { submitter }
		}))) this.hearing.submitted();
	}
	/**
	* One of the page's own buttons: for this once the form is what the page has made it.
	* @param {Event} event
	* @param {Element | null} submitter
	*/
	#letThrough(event, submitter) {
		if (!this.#noValidate && !submitter?.hasAttribute("formnovalidate") && !this.#own.reportValidity()) {
			event.preventDefault();
			event.stopImmediatePropagation();
			return;
		}
		this.#restoreMethod();
		this.#isOpen = true;
		setTimeout(() => {
			this.#isOpen = false;
			this.close();
		});
	}
	#restoreMethod() {
		if (this.#method === null || this.#method === void 0) this.#own.removeAttribute("method");
		else this.#own.setAttribute("method", this.#method);
	}
	/** Also of inputs that stand elsewhere and name the form. @param {Event} event */
	#edited(event) {
		const { target } = event;
		if (!(target instanceof Element) || event.type === "focusout" && target === document.activeElement) return;
		if (this.#own.contains(target) || "form" in target && target.form === this.form) this.hearing[{
			input: "typed",
			change: "edited",
			focusout: "left"
		}[event.type]](target);
	}
	/** @param {AbortSignal} signal */
	#watchPointer(signal) {
		const options = {
			capture: true,
			passive: true,
			signal
		};
		const release = () => {
			if (!this.isPressed) return;
			this.isPressed = false;
			setTimeout(() => this.hearing.released());
		};
		addEventListener("pointerdown", () => this.isPressed = true, options);
		for (const name of [
			"pointerup",
			"pointercancel",
			"dragend"
		]) addEventListener(name, release, options);
		addEventListener("blur", ({ target }) => target === window && release(), options);
		addEventListener("pointermove", ({ buttons }) => buttons === 0 && release(), options);
	}
};
// www/gate/json.js
/**
* @param {unknown} value
* @returns {string | undefined} as JSON.stringify: undefined for what JSON can't hold
*/
function toJson(value) {
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	if (Array.isArray(value)) return `[${Array.from({ length: value.length }, (_, i) => toJson(value[i]) ?? "null").join(",")}]`;
	const above = Object.getPrototypeOf(value);
	if (above !== null && above !== Object.prototype && "toJSON" in value && typeof value.toJSON === "function") return toJson(value.toJSON());
	const members = [];
	for (const key of Object.keys(value)) {
		const text = toJson(
			/** @type {Record<string, unknown>} */
			value[key]
		);
		if (text !== void 0) members.push(`${JSON.stringify(key)}:${text}`);
	}
	return `{${members.join(",")}}`;
}
// www/gate/read-value.js
/** What people paste along with a value. */
const LABELS = {
	phone: /^(?:(?:tele)?phone|tel|fax|cell|mobile|office|work|direct(?: line)?|call(?: ?back)?)(?: (?:no|number|#))?[.:#\s]*(?=[+(\d])/i,
	npi: /^(?:npi|national provider identifier)(?: (?:no|number))?[.:#\s-]*(?=\d)/i,
	email: /^(?:e-?mail(?: address)?\s*:\s*|mailto:)/i,
	text: /^(?:(?:(?:member|subscriber|patient|provider|doctor|contact)(?:['’]s)? )?(?:(?:id|name|no\.?|number|#) ?)+[:#]|(?:member|subscriber|patient|provider|doctor|contact)\s*:)\s*(?=\S)/i
};
/** Kinds of facts that are written in words of the person's own. */
const TEXT = /* @__PURE__ */ new Set([
	"text",
	"choice",
	void 0
]);
/**
* @param {string} given what the browser would submit
* @param {string | undefined} kind the fact's kind, where it is known
* @returns {unknown} undefined: no answer
*/
function readValue(given, kind) {
	const text = TEXT.has(kind) ? readable(given) : plain(given);
	if (text === "") return void 0;
	switch (kind) {
		case "boolean": return asBoolean(text) ?? text;
		case "date": return parseDate(text) ?? text;
		case "datetime": return parseDateTime(text) ?? text;
		case "time": return parseOfficeTime(text) ?? text;
		case "number": return /^-?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(/[, ]/g, "") : text;
		case "npi": return text.replace(LABELS.npi, "").replaceAll(/[\s.#-]/g, "");
		case "phone": return phone(text);
		case "email": return text.replace(LABELS.email, "").replace(/^.*<([^<>]+)>$/, "$1").replace(/\?.*$|[;,.]$/, "").trim();
		case "text": return text.replace(LABELS.text, "");
		default: return kind === void 0 && /^(?:true|false|yes|no)$/i.test(text) ? asBoolean(text) : text;
	}
}
/**
* Whether what is still being typed is an answer already: half a date, or the first digits of a number, is not.
* @param {string} given
* @param {string | undefined} kind
*/
function isFinished(given, kind) {
	return kind === "date" ? isFinishedDate(given) : kind !== "number" && kind !== "datetime";
}
/** @param {string} text @returns {boolean | null} */
function asBoolean(text) {
	if (/^(?:true|yes|y|1|on)$/i.test(text)) return true;
	return /^(?:false|no|n|0|off)$/i.test(text) ? false : null;
}
/** @param {string} text also an address of the scheme `tel:` (RFC 3966) */
function phone(text) {
	return text.replace(LABELS.phone, "").replace(/^tel:\s*/i, "").replace(/;ext=/i, " ext. ").replaceAll(/;[\w-]+=[^;]*|\s*\([a-z ]+\)$/gi, "").trim();
}
// www/gate/options.js
/** @typedef {import('./p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {import('./p2p_review.js').InitInput} InitInput */
/** @typedef {Record<string, string>} HeaderFields */
/**
* @typedef {object} Options
* @property {string} [endpoint] where an eligible request is posted; without one, only the p2p-submit event tells of it
* @property {'submit' | 'block'} [fallback] what becomes of a request when the rules can't be loaded; block unless told
* @property {Record<string, string>} [names] fact -> the name of the form's inputs for it, where they differ
* @property {Record<string, unknown>} [preset] answers that the page's owner gives; their questions are not asked
* @property {number} [timeout] milliseconds to wait for the server, and before that for the rules
* @property {HeaderFields | (() => HeaderFields | Promise<HeaderFields>)} [headers] sent along with a request, such as a token of the site; a function is asked at each try
* @property {RequestCredentials} [credentials] whether cookies go along: `same-origin` unless told
* @property {InitInput | Promise<InitInput>} [module] the rules' module, or where it is, if not beside this script
* @property {Partial<import('./texts.js').Texts>} [texts] other words for what the gate says
*/
/** Attributes that mean something else than a preset, to the gate or to any element. */
const NO_PRESET = /* @__PURE__ */ new Set([
	"endpoint",
	"fallback",
	"names",
	"timeout",
	"credentials",
	"module",
	"id",
	"class",
	"style",
	"lang",
	"dir",
	"hidden",
	"slot",
	"title",
	"part",
	"role",
	"is",
	"inert",
	"nonce",
	"tabindex",
	"translate",
	"draggable"
]);
/** Attributes of frameworks and of the page itself. No fact begins so. */
const FOREIGN = /^(?:data|aria|on|hx|ng|x|v|jsx?|wire|sveltekit)-|^on|^_|[:@.[\]()#]/;
/** @param {Element} element @returns {Options} those of its attributes */
function attributeOptions(element) {
	const timeout = Number(element.getAttribute("timeout"));
	const credentials = element.getAttribute("credentials");
	return {
		endpoint: element.getAttribute("endpoint") ?? void 0,
		timeout: timeout > 0 ? timeout : void 0,
		fallback: element.getAttribute("fallback") === "submit" ? "submit" : "block",
		credentials: credentials === "include" || credentials === "omit" ? credentials : void 0,
		module: element.getAttribute("module") ?? void 0,
		names: pairs(element.getAttribute("names") ?? ""),
		preset: Object.fromEntries([...element.attributes].filter(({ name }) => !NO_PRESET.has(name) && !FOREIGN.test(name)).map(({ name, value }) => [name.replaceAll("-", "_"), value === "" ? true : value]))
	};
}
/** @param {string} text "fact=name fact=name" */
function pairs(text) {
	return Object.fromEntries(text.split(/\s+/).filter((pair) => pair.includes("=")).map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
}
/** The answers that the page's owner gives, as the rules take them; what can't be right is told once and left out. */
var Presets = class {
	#known = "";
	/** @type {Record<string, unknown>} */
	#usable = {};
	/** @type {Set<string>} */
	#told = /* @__PURE__ */ new Set();
	/**
	* @param {Record<string, unknown>} preset
	* @param {unknown} payer
	* @param {FieldInfo[] | null} fields the facts that there are; null while nobody knows
	* @param {(fact: string, value: unknown) => string | null} fault why the rules do not take a value
	* @returns {Record<string, unknown>}
	*/
	usable(preset, payer, fields, fault) {
		const known = `${toJson([
			preset,
			payer,
			fields?.map(({ field }) => field)
		])}`;
		if (known === this.#known) return this.#usable;
		this.#known = known;
		this.#usable = Object.create(null);
		for (const [fact, given] of Object.entries(preset)) {
			const field = fields?.find((candidate) => candidate.field === fact);
			if (isNothing(given) || fields && !field) continue;
			const value = presetValue(fact, given, field?.kind);
			const wrong = value === void 0 ? null : fault(fact, value);
			if (wrong) this.tell(`The preset ${fact.replaceAll("_", "-")}="${given}" can't be right, so its question is asked: ${wrong}`);
			else if (value !== void 0) this.#usable[fact] = value;
		}
		return this.#usable;
	}
	/** @param {string} message once */
	tell(message) {
		if (!this.#told.has(message)) warn(message);
		this.#told.add(message);
	}
};
/** What templates and frameworks write where there is no value. @param {unknown} given */
function isNothing(given) {
	return given === null || given === void 0 || given === "" || given === "undefined" || given === "null";
}
/**
* @param {string} fact
* @param {unknown} given
* @param {string | undefined} kind
*/
function presetValue(fact, given, kind) {
	if (typeof given !== "string") return given === true && kind !== "boolean" && kind !== void 0 ? void 0 : given;
	if (kind === "boolean" && given.replaceAll("-", "_") === fact) return true;
	return kind === void 0 ? asBooleanWord(given) : readValue(given, kind);
}
/** @param {string} given */
function asBooleanWord(given) {
	return /^(?:true|false)$/.test(given) ? asBoolean(given) : given;
}
// www/gate/read-form.js
/** @typedef {import('./p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control or another element that stands for a value in a form */
/** @typedef {Record<string, string>} Names fact -> the name of the form's inputs for it */
/** @typedef {Record<string, Control>} WindowRow the inputs for a window's date, start and end */
/**
* @typedef {object} Answers
* @property {Record<string, unknown>} request
* @property {Map<string, Control[]>} controls the inputs of each fact, successful or not, in the order of the form
* @property {Map<string, WindowRow[]>} windows those of each fact that has call windows
* @property {Set<Control>} unreadable inputs that hold something which the browser can't read
*/
/**
* @typedef {object} Reading how a form is to be read
* @property {Names} names
* @property {(payer: unknown) => Record<string, unknown>} presets answers of the page's owner for a payer; undefined: only who it is. They go before any input
* @property {(payer: unknown) => FieldInfo[] | null} fieldsOf what a payer can ask for, where it is known
* @property {Element | null} [typing] the input that somebody is typing in
* @property {boolean} [isHalf] what stands in that one is not yet an answer
*/
/** An answer too (C21), also of a box. */
const UNSURE = "unsure";
/** In the place of what a control holds and can't read: no kind but text takes it. */
const UNREADABLE = "?";
const PART = /^(.+)\.(date|start|end|time_zone)$/;
const NOT_AN_ANSWER = /^(?:submit|reset|button|image|file)$/;
/** @type {Record<string, string>} */
const PART_KINDS = {
	date: "date",
	time_zone: "text"
};
/** Controls without a value of their own unless they are chosen. */
const CHOSEN = /^(?:radio|checkbox)$/;
/**
* @param {HTMLFormElement} form
* @param {Reading} reading
* @returns {Answers}
*/
function readForm(form, { names, presets, fieldsOf, typing = null, isHalf = false }) {
	const named = new Named(form, names, typing, isHalf);
	const request = {
		__proto__: null,
		...presets(void 0)
	};
	const answers = {
		request,
		controls: named.controls,
		windows: named.windows,
		unreadable: /* @__PURE__ */ new Set()
	};
	if (!Object.hasOwn(request, "payer")) put(request, "payer", readAnswer(named, "payer", "choice", answers.unreadable));
	const fields = fieldsOf(request["payer"]);
	for (const [fact, value] of Object.entries(presets(request["payer"]))) put(request, fact, value);
	for (const fact of named.controls.keys()) {
		const field = fields?.find((candidate) => candidate.field === fact);
		if (Object.hasOwn(request, fact) || fields && !field) continue;
		put(request, fact, readAnswer(named, fact, field?.kind, answers.unreadable));
	}
	return answers;
}
/** @returns {Record<string, unknown>} */
function none() {
	return Object.create(null);
}
/** @param {Record<string, unknown>} request @param {string} fact @param {unknown} value */
function put(request, fact, value) {
	if (value !== void 0) request[fact] = value;
}
/** The inputs of a form by the facts that they answer. */
var Named = class {
	/** @type {Map<string, Control[]>} */
	controls = /* @__PURE__ */ new Map();
	/** @type {Map<string, WindowRow[]>} */
	windows = /* @__PURE__ */ new Map();
	/** @type {FormData | null} */
	#data = null;
	/**
	* @param {HTMLFormElement} form
	* @param {Names} names
	* @param {Element | null} typing
	* @param {boolean} isHalf
	*/
	constructor(form, names, typing, isHalf) {
		this.form = form;
		this.typing = typing;
		this.isHalf = isHalf;
		/** @type {Map<string, Control[]>} */
		const byName = /* @__PURE__ */ new Map();
		for (const element of unclobbered(form).elements) {
			const name = nameOf(element);
			if (name === "" || !isAnswer(element)) continue;
			byName.set(name, [...byName.get(name) ?? [], element]);
		}
		const factsOf = (name) => {
			const facts = Object.keys(names).filter((fact) => names[fact] === name);
			return facts.length === 0 && !Object.hasOwn(names, name) ? [name] : facts;
		};
		const claimed = new Set(Object.values(names));
		for (const [name, controls] of byName) {
			const [, base = "", part = ""] = !claimed.has(name) && PART.exec(name) || [];
			const facts = factsOf(part && isWindow(byName, base) ? base : name);
			for (const fact of facts) {
				this.controls.set(fact, [...this.controls.get(fact) ?? [], ...controls]);
				if (part && isWindow(byName, base)) this.#addPart(fact, part, controls);
			}
		}
		for (const controls of this.controls.values()) controls.sort(inDocumentOrder);
	}
	/** The n-th input of each name is that of the n-th window. @param {string} fact @param {string} part @param {Control[]} controls */
	#addPart(fact, part, controls) {
		const rows = this.windows.get(fact) ?? [];
		controls.forEach((control, i) => {
			const row = rows[i] ??= Object.create(null);
			row[part] = control;
		});
		this.windows.set(fact, rows);
	}
	/** What the browser makes of inputs of a kind of their own. @param {string} name */
	submitted(name) {
		this.#data ??= new FormData(this.form);
		return this.#data.getAll(name).filter((value) => typeof value === "string").at(-1) ?? "";
	}
};
/** @param {Map<string, Control[]>} byName @param {string} base */
function isWindow(byName, base) {
	return byName.has(`${base}.date`) && (byName.has(`${base}.start`) || byName.has(`${base}.end`));
}
/** @param {Element} element */
function nameOf(element) {
	return element.getAttribute("name") ?? "";
}
/**
* @param {Element} element
* @returns {element is Control}
*/
function isAnswer(element) {
	if (/^(?:button|fieldset|output|object)$/.test(element.localName)) return false;
	return element.localName !== "input" || !NOT_AN_ANSWER.test(
		/** @type {HTMLInputElement} */
		element.type
	);
}
/** @param {Element} a @param {Element} b */
function inDocumentOrder(a, b) {
	return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1;
}
/**
* @param {Named} named
* @param {string} fact
* @param {string | undefined} kind
* @param {Set<Control>} unreadable
*/
function readAnswer(named, fact, kind, unreadable) {
	const rows = named.windows.get(fact);
	if (rows) return readWindows(named, rows, unreadable);
	const controls = named.controls.get(fact) ?? [];
	const [own, built] = [controls.filter((control) => !isBuilt(control)), controls.filter(isBuilt)];
	return [own, built].map((list) => readControls(named, list, kind, unreadable)).find((answer) => answer !== void 0);
}
/** Whether it is in a question of the gate's own. @param {Element} control */
function isBuilt(control) {
	return control.closest("[data-p2p-question][data-p2p-built]") !== null;
}
/**
* @param {Named} named
* @param {Control[]} controls
* @param {string | undefined} kind
* @param {Set<Control>} unreadable
*/
function readControls(named, controls, kind, unreadable) {
	const control = speaker(controls);
	return (control && readControl(named, control, kind, unreadable)) ?? (isDenied(controls) ? false : void 0);
}
/**
* @param {Named} named
* @param {Control} control
* @param {string | undefined} kind
* @param {Set<Control>} unreadable
*/
function readControl(named, control, kind, unreadable) {
	if (isUnreadable(control)) {
		if (control === named.typing) return void 0;
		unreadable.add(control);
		return kind === "text" || kind === void 0 ? void 0 : UNREADABLE;
	}
	const given = rawValue(named, control);
	if (isBox(control) && (kind === void 0 || kind === "boolean") && given !== UNSURE) return isYes(control);
	return valueOf(named, control, given, kind ?? kindOf(control));
}
/** @param {Named} named @param {Control} control @param {string} given @param {string | undefined} kind */
function valueOf(named, control, given, kind) {
	return control === named.typing && (named.isHalf || !isFinished(given, kind)) ? void 0 : readValue(given, kind);
}
/**
* Of the inputs of one name, the one whose value counts: what is ticked or chosen, and else the last. A hidden twin of
* a box speaks where the box is not ticked, whether it stands before the box or after it.
* @param {Control[]} controls
* @returns {Control | undefined}
*/
function speaker(controls) {
	const successful = controls.filter(isSuccessful);
	return successful.filter((control) => CHOSEN.test(control.type)).at(-1) ?? successful.filter((control) => control.type !== "hidden").at(-1) ?? successful.at(-1);
}
/** @param {Control} control whether the browser would submit it */
function isSuccessful(control) {
	if (control.matches(":disabled") || control.closest("datalist")) return false;
	if (CHOSEN.test(control.type)) return control.checked;
	return control.localName !== "select" || chosenOption(control) !== void 0;
}
/** @param {Control} select */
function chosenOption(select) {
	return [...select.selectedOptions].filter((option) => !option.matches(":disabled")).at(-1);
}
/** @param {Control} control */
function isUnreadable(control) {
	return control.validity?.badInput === true;
}
/** @param {Control} control */
function isBox(control) {
	return control.localName === "input" && control.type === "checkbox";
}
/** A tick means yes, unless its value says no. @param {Control} box */
function isYes(box) {
	return asBoolean(readable(box.dataset["p2pValue"] ?? box.value)) ?? true;
}
/**
* No tick means nothing, unless the group's own "none of these" is ticked.
* @param {Control[]} controls
*/
function isDenied(controls) {
	const boxes = controls.filter((control) => isBox(control) && !control.matches(":disabled"));
	const [box] = boxes;
	return box !== void 0 && !boxes.some((one) => one.checked) && noneOf(box)?.checked === true && !box.closest("[data-p2p-question][hidden]");
}
/**
* @param {Element} element
* @returns {HTMLInputElement | null} the "none of these" of the group that the element stands in
*/
function noneOf(element) {
	return element.closest("fieldset")?.querySelector("input[data-p2p-none]") ?? null;
}
/**
* A payer's own values may be mapped with data-p2p-value.
* @param {Named} named
* @param {Control} control
* @returns {string}
*/
function rawValue(named, control) {
	if (control.localName === "select") {
		const option = chosenOption(control);
		return option?.dataset["p2pValue"] ?? option?.value ?? "";
	}
	const own = control.dataset["p2pValue"];
	if (own !== void 0) return own;
	return /^(?:input|textarea)$/.test(control.localName) ? control.value : named.submitted(nameOf(control));
}
/** @param {Control} control what the page itself says of it */
function kindOf(control) {
	return control.dataset["p2pKind"] ?? {
		date: "date",
		"datetime-local": "datetime"
	}[control.type];
}
/**
* @param {Named} named
* @param {WindowRow[]} rows
* @param {Set<Control>} unreadable
*/
function readWindows(named, rows, unreadable) {
	const windows = rows.map((row) => {
		const window = none();
		for (const [part, control] of Object.entries(row)) {
			if (!isSuccessful(control)) continue;
			const isLost = isUnreadable(control) && control !== named.typing;
			if (isLost) unreadable.add(control);
			put(window, part, isLost ? UNREADABLE : valueOf(named, control, rawValue(named, control), PART_KINDS[part] ?? "time"));
		}
		return Object.keys(window).some((part) => part !== "time_zone") ? window : none();
	});
	while (windows.length && Object.keys(windows.at(-1) ?? {}).length === 0) windows.pop();
	return windows.length ? windows : void 0;
}
// www/gate/questions.js
/** @typedef {import('./p2p_review.js').Decision} Decision */
/** @typedef {import('./p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {import('./texts.js').Texts} Texts */
/**
* @typedef {object} QuestionView
* @property {HTMLElement} wrapper
* @property {FieldInfo | null} field what the payer calls it
* @property {boolean} isShown
* @property {boolean} isOptional
*/
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
* Which of the form's questions matter for a decision. The answers of the others stay in the page.
* @param {HTMLFormElement} form
* @param {Decision} decision
* @param {Set<string>} besides what would be asked if nothing refused
* @param {Record<string, unknown>} request
* @param {FieldInfo[] | null} fields what the chosen policy can ask for; null while none is chosen
* @param {Record<string, unknown>} presets what the page's owner has answered
* @returns {QuestionView[]}
*/
function viewQuestions(form, decision, besides, request, fields, presets) {
	const asked = new Set([...decision.needed, ...decision.optional].map((entry) => entry.field));
	const needed = new Set(decision.needed.map((entry) => entry.field));
	const wrong = new Set(decision.findings.filter((finding) => finding.kind === "invalid").map((finding) => finding.field));
	return wrappers(form).map((wrapper) => {
		const fact = factOf(wrapper);
		const field = fields?.find((candidate) => candidate.field === fact) ?? null;
		const answered = Object.hasOwn(request, fact);
		const offered = "p2pOffer" in wrapper.dataset && fields !== null && decision.outcome !== "ineligible";
		const known = fields ? field !== null : asked.has(fact);
		const isBeside = besides.has(fact) && wrapper.closest("fieldset[data-p2p-group]")?.querySelector("[data-p2p-question] input:checked");
		const matters = fact === "payer" || isBeside || known && (asked.has(fact) || answered || wrong.has(fact) || offered);
		return {
			wrapper,
			field,
			isShown: Boolean(matters) && !Object.hasOwn(presets, fact),
			isOptional: !needed.has(fact) && !answered && fact !== "payer"
		};
	});
}
/**
* @param {HTMLFormElement} form
* @param {QuestionView[]} questions
* @param {Texts} texts
* @returns {boolean} whether an answer changed by it: a "none of these" does not speak for a question that was not there
*/
function drawQuestions(form, questions, texts) {
	let changed = false;
	for (const { wrapper, field, isShown, isOptional } of questions) {
		const none = isShown && wrapper.hidden ? noneOf(wrapper) : null;
		if (none?.checked && none.closest("fieldset") !== wrapper) {
			none.checked = false;
			changed = true;
		}
		setHidden(wrapper, !isShown);
		const mark = wrapper.querySelector("[data-p2p-optional]");
		if (mark instanceof HTMLElement) setHidden(mark, !isOptional);
		if (field) useWording(wrapper, field);
	}
	for (const group of form.querySelectorAll("[data-p2p-group]")) {
		if (!(group instanceof HTMLElement)) continue;
		setHidden(group, !group.querySelector("[data-p2p-question]:not([hidden])"));
		relabelNone(group, texts);
	}
	return changed;
}
/** Touches nothing that is as it should be. @param {HTMLElement} element @param {boolean} hidden */
function setHidden(element, hidden) {
	if (element.hidden !== hidden) element.hidden = hidden;
}
/**
* Adds a question for each fact that is needed and that the form has no control for.
* @param {HTMLFormElement} form
* @param {Decision} decision
* @param {FieldInfo[] | null} fields
* @param {(fact: string) => boolean} isThere whether the form, or the page's owner, has it already
* @param {Texts} texts
* @returns {boolean} whether there is one more
*/
function addQuestions(form, decision, fields, isThere, texts) {
	const details = detailsOf(form);
	let place = form.querySelector("[data-p2p-more]");
	let added = false;
	for (const { field } of decision.needed) {
		if (details.has(field)) place = form.querySelector("[data-p2p-details] [data-p2p-more]") ?? place;
		const info = fields?.find((candidate) => candidate.field === field);
		if (!info || isThere(field)) continue;
		place ??= appended(form);
		place.append(buildQuestion(info, texts));
		added = true;
	}
	return added;
}
/**
* Takes back the questions for which the page has brought inputs of its own since; not one that is answered.
* @param {HTMLFormElement} form
* @param {Map<string, import('./read-form.js').Control[]>} controls
* @returns {boolean} whether there was one
*/
function dropQuestions(form, controls) {
	let dropped = false;
	for (const question of form.querySelectorAll("[data-p2p-question][data-p2p-built]")) {
		const all = controls.get(factOf(question)) ?? [];
		if (all.some((control) => question.contains(control) && (control.type === "radio" ? control.matches(":checked") : control.value !== "")) || all.every(isBuilt)) continue;
		question.remove();
		dropped = true;
	}
	return dropped;
}
/** @param {HTMLFormElement} form */
function appended(form) {
	const place = h("div", {
		"data-p2p-more": true,
		"data-p2p-built": true
	});
	form.append(place);
	return place;
}
/**
* Questions that came with a copy of the page, or of a part of it, get ids of their own.
* @param {HTMLFormElement} form
*/
function renewIds(form) {
	for (const question of form.querySelectorAll("[data-p2p-question][data-p2p-built]")) for (const element of question.querySelectorAll("[id]")) {
		const [before, after] = [element.id, newId()];
		element.id = after;
		for (const label of question.querySelectorAll(`[for="${before}"]`)) label.setAttribute("for", after);
		for (const described of question.querySelectorAll(`[aria-describedby~="${before}"]`)) described.setAttribute("aria-describedby", after);
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
/** @param {HTMLElement} group @param {Texts} texts */
function relabelNone(group, texts) {
	const ticked = group.querySelector("input:checked:not([data-p2p-none])");
	say(group.querySelector("[data-p2p-none-label]"), ticked ? texts.noneOfTheOthers : texts.noneOfThese);
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
* @param {FieldInfo & { unsure?: boolean }} field
* @param {Texts} texts
* @returns {HTMLElement}
*/
function buildQuestion(field, texts) {
	const id = newId();
	const attributes = {
		"data-p2p-question": field.field,
		"data-p2p-built": true
	};
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
	}, texts.optional);
	if (field.kind === "windows") return h("fieldset", {
		class: "ds-c-fieldset p2p-question",
		...attributes
	}, h("legend", { class: "ds-c-label" }, label, optional), hint, ...texts.windowTitles.map((title, i) => buildWindow(field.field, title, `${id}-${i}`, texts)));
	const choices = choicesOf(field, texts);
	if (!choices) return h("div", {
		class: "p2p-question",
		...attributes
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
		...attributes
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
/** @param {FieldInfo & { unsure?: boolean }} field @param {Texts} texts */
function choicesOf(field, texts) {
	const choices = field.kind === "boolean" ? [{
		value: "true",
		label: texts.yes
	}, {
		value: "false",
		label: texts.no
	}] : field.values;
	return choices && field.unsure ? [...choices, {
		value: "unsure",
		label: texts.notSure
	}] : choices;
}
/**
* @param {string} fact
* @param {string} title
* @param {string} id
* @param {Texts} texts
*/
function buildWindow(fact, title, id, { windowParts }) {
	return h("fieldset", { class: "p2p-window" }, h("legend", { class: "p2p-window-title" }, title), ...[
		"date",
		"start",
		"end"
	].map((part) => h("div", { class: "p2p-window-part" }, h("label", {
		class: "ds-c-label",
		for: `${id}-${part}`
	}, windowParts[part]), h("input", {
		class: "ds-c-field",
		id: `${id}-${part}`,
		name: `${fact}.${part}`,
		type: "text",
		autocomplete: "off",
		"data-p2p-kind": part === "date" && "date"
	}))));
}
// www/gate/problems.js
/** @typedef {import('./p2p_review.js').Decision} Decision */
/** @typedef {import('./read-form.js').Control} Control */
/** @typedef {import('./read-form.js').Answers} Answers */
/** @typedef {import('./texts.js').Texts} Texts */
/** @typedef {{ field: string, message: string, control: Control }} Problem */
/**
* @param {HTMLFormElement} form
* @param {Answers} answers
* @param {Decision} decision
* @param {(fact: string) => string} questionOf
* @param {Texts} texts
* @returns {{ problems: Problem[], unplaced: string[] }} in the order of the form; unplaced: what is wrong with answers that no input holds
*/
function findProblems(form, answers, decision, questionOf, texts) {
	const { controls, windows, unreadable } = answers;
	/** @type {Map<Element, Problem>} the first of each input, or of each group of ticks */
	const byPlace = /* @__PURE__ */ new Map();
	/** @type {string[]} */
	const unplaced = [];
	/** @param {string} field @param {Control | undefined} control @param {string} message */
	const add = (field, control, message) => {
		if (!control) return void unplaced.push(message);
		const place = control.closest("fieldset[data-p2p-group]") ?? control;
		const known = byPlace.get(place);
		if (!known) byPlace.set(place, {
			field,
			message,
			control
		});
		else if (known.control !== control && isBefore(control, known.control)) known.control = control;
	};
	for (const [field, list] of controls) for (const control of list) if (unreadable.has(control)) add(field, control, isDateInput(control) ? texts.dateImpossible : texts.unreadable);
	for (const { kind, field, at, message } of decision.findings) {
		if (kind !== "invalid") continue;
		const control = field === null ? void 0 : controlAt(controls.get(field) ?? [], windows.get(field), at);
		add(field ?? "", control, control && isUnreadableDate(control) ? NUMBERS.test(control.value) ? texts.dateImpossible : texts.dateUnreadable : message);
	}
	for (const { field } of decision.needed) {
		const list = controls.get(field) ?? [];
		const empty = windows.get(field)?.flatMap((row) => Object.values(row)).find((control) => !control.value && control.type !== "hidden");
		const group = list[0]?.closest("fieldset[data-p2p-group]") ?? null;
		const control = empty ?? list[0];
		if (control) add(field, control, ownWords(form, group, control, field) ?? texts.missing(questionOf(field)));
	}
	return {
		problems: [...byPlace.values()].sort((a, b) => isBefore(b.control, a.control) ? 1 : -1),
		unplaced
	};
}
/**
* Whether the rules find something wrong with what stands in a control.
* @param {Answers} answers
* @param {Decision} decision
* @param {Element} control
*/
function isWrong({ controls, windows }, decision, control) {
	return decision.findings.some(({ kind, field, at }) => kind === "invalid" && field !== null && controlAt(controls.get(field) ?? [], windows.get(field), at) === control);
}
/** Written like a date, such as 2/30/2026 or one with the day first. */
const NUMBERS = /^\D*\d{1,4}\D+\d{1,2}\D+\d{2,4}\D*$/;
/** @param {Element} a @param {Element} b */
function isBefore(a, b) {
	return (b.compareDocumentPosition(a) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
}
/**
* The form's own words for a missing answer, where it has some.
* @param {HTMLFormElement} form
* @param {Element | null} group
* @param {Control} control
* @param {string} field
*/
function ownWords(form, group, control, field) {
	const holder = group ?? control.closest("[data-p2p-missing]") ?? wrappers(form).find((wrapper) => factOf(wrapper) === field);
	return holder instanceof HTMLElement ? holder.dataset["p2pMissing"] : void 0;
}
/** @param {Control} control */
function isDateInput(control) {
	return control.type === "date" || control.type === "datetime-local";
}
/** @param {Control} control */
function isUnreadableDate(control) {
	return (control.dataset["p2pKind"] === "date" || control.type === "text" && /\.date$/.test(control.getAttribute("name") ?? "")) && control.value.trim() !== "" && parseDate(control.value) === null;
}
/**
* @param {Control[]} list
* @param {import('./read-form.js').WindowRow[] | undefined} windows
* @param {string | null} at a pointer into call windows: /1/start
*/
function controlAt(list, windows, at) {
	const [, row, part] = (at ?? "").split("/");
	const parts = windows?.[Number(row ?? 0)] ?? windows?.[0];
	if (parts) return parts[part ?? "date"] ?? Object.values(parts)[0];
	return list.find((control) => control.type !== "hidden" && !control.matches(":disabled")) ?? list[0];
}
// www/gate/ask.js
/** @typedef {import('./p2p_review.js').Decision} Decision */
const FIRST = Date.UTC(2e3, 0, 2);
const LAST = Date.UTC(2099, 11, 30);
/**
* @param {import('./engine.js').Rules} rules
* @param {Record<string, unknown>} request
* @param {Date} now
* @param {import('./texts.js').Texts} texts
* @returns {Decision}
*/
function ask(rules, request, now, texts) {
	const time = now.getTime();
	if (time >= FIRST && time <= LAST) return rules.validate_request(request, now);
	const { payer } = request;
	const open = rules.validate_request(payer === void 0 ? {} : { payer }, new Date(time > LAST ? LAST : FIRST));
	const finding = {
		kind: "invalid",
		rule: "request/clock",
		field: null,
		at: null,
		message: texts.clockImpossible,
		shown: "first",
		elsewhere: false,
		citation: null,
		next_steps: []
	};
	const answered = new Set(Object.keys(request));
	return {
		...open,
		outcome: "incomplete",
		findings: [finding],
		needed: open.needed.filter(({ field }) => !answered.has(field)),
		deadline: null
	};
}
// www/gate/decision.js
/** @typedef {import('./p2p_review.js').Decision} Decision */
/** More than any policy says; a page has to stay usable. */
const MOST = 500;
const MOST_TEXT = 1e4;
/**
* @param {any} given
* @returns {Decision | null} null: no decision can be made out
*/
function readDecision(given) {
	if (!isObject(given) || ![
		"eligible",
		"ineligible",
		"incomplete"
	].includes(given.outcome)) return null;
	if (given.outcome === "eligible" && list(given.findings, finding).some(({ kind }) => kind === "reject")) return null;
	return {
		outcome: given.outcome,
		findings: list(given.findings, finding),
		needed: list(given.needed, openFact),
		optional: list(given.optional, openFact),
		deadline: deadline(given.deadline),
		clocks: list(given.clocks, deadline),
		response_times: list(given.response_times, responseTime),
		contacts: list(given.contacts, nextStep),
		policy: isObject(given.policy) && text(given.policy.name) ? {
			...given.policy,
			id: text(given.policy.id) ?? "",
			name: text(given.policy.name),
			version: text(given.policy.version) ?? "",
			sources: []
		} : null,
		engine: text(given.engine) ?? "",
		checked_at: instant(given.checked_at) ?? ""
	};
}
/** @param {unknown} given @returns {given is Record<string, any>} */
function isObject(given) {
	return typeof given === "object" && given !== null && !Array.isArray(given);
}
/**
* @template T
* @param {unknown} given
* @param {(item: any) => T} read
* @returns {NonNullable<Exclude<T, false>>[]} what could be read of it
*/
function list(given, read) {
	if (!Array.isArray(given)) return [];
	return given.slice(0, MOST).map(read).filter(Boolean);
}
/** @param {unknown} given */
function text(given) {
	return typeof given === "string" && given !== "" ? given.slice(0, MOST_TEXT) : null;
}
/** @param {unknown} given */
function number(given) {
	return typeof given === "number" && Number.isFinite(given) ? given : null;
}
/** @param {unknown} given */
function date(given) {
	return typeof given === "string" && /^20/.test(given) && isDate(given) ? given : null;
}
/** @param {unknown} given */
function instant(given) {
	return typeof given === "string" && !Number.isNaN(Date.parse(given)) ? given : null;
}
/** @param {any} given */
function finding(given) {
	if (!isObject(given) || !text(given.message)) return null;
	return {
		kind: text(given.kind) ?? "notice",
		rule: text(given.rule) ?? "",
		field: text(given.field),
		at: text(given.at),
		message: text(given.message),
		...typeof given.shown === "string" ? { shown: given.shown } : {},
		...given.elsewhere === true ? { elsewhere: true } : {},
		citation: citation(given.citation),
		next_steps: list(given.next_steps, nextStep)
	};
}
/** @param {any} given */
function citation(given) {
	if (!isObject(given) || !text(given.title)) return null;
	return {
		source: text(given.source) ?? "",
		title: text(given.title),
		section: text(given.section),
		statements: list(given.statements, text),
		effective: date(given.effective)
	};
}
/** @param {any} given */
function openFact(given) {
	return isObject(given) && text(given.field) ? {
		field: text(given.field),
		citation: citation(given.citation)
	} : null;
}
/** @param {any} given */
function nextStep(given) {
	if (!isObject(given) || !text(given.label)) return null;
	return {
		id: text(given.id) ?? "",
		label: text(given.label),
		kind: text(given.kind) ?? "letter",
		value: text(given.value),
		href: text(given.href),
		note: text(given.note)
	};
}
/** @param {any} given */
function responseTime(given) {
	const by = isObject(given) ? instant(given.by) : null;
	return by && text(given.label) ? {
		id: text(given.id) ?? "",
		label: text(given.label),
		count: number(given.count),
		unit: text(given.unit) ?? "hours",
		by,
		citation: citation(given.citation)
	} : null;
}
/** @param {any} given */
function deadline(given) {
	const due = isObject(given) ? date(given.due) : null;
	if (!due) return null;
	const start = date(given.start) ?? due;
	return {
		...text(given.id) ? { id: text(given.id) } : {},
		...text(given.label) ? { label: text(given.label) } : {},
		...text(given.start_field) ? { start_field: text(given.start_field) } : {},
		...date(given.opens) ? { opens: date(given.opens) } : {},
		...date(given.safe) ? { safe: date(given.safe) } : {},
		start,
		count: number(given.count),
		unit: text(given.unit) ?? "date",
		due,
		closes: date(given.closes) ?? due,
		due_at: instant(given.due_at) ?? "",
		closes_at: instant(given.closes_at) ?? "",
		time_zone: zone(given.time_zone),
		status: text(given.status) ?? "open",
		days_left: number(given.days_left),
		days: list(given.days, day),
		citation: citation(given.citation)
	};
}
/** @param {any} given */
function day(given) {
	const on = isObject(given) ? date(given.date) : null;
	return on && {
		date: on,
		counts: number(given.counts),
		skipped: text(given.skipped),
		...text(given.doubtful) ? { doubtful: text(given.doubtful) } : {}
	};
}
/** @param {unknown} given @returns {string} a time zone that this browser knows, or nothing */
function zone(given) {
	try {
		new Intl.DateTimeFormat("en-US", { timeZone: given });
		return text(given) ?? "";
	} catch {
		return "";
	}
}
// www/gate/send.js
/** @typedef {import('./p2p_review.js').Decision} Decision */
/** @typedef {import('./options.js').Options} Options */
/** @typedef {import('./options.js').HeaderFields} HeaderFields */
/** @typedef {import('./texts.js').Texts} Texts */
/**
* @typedef {{ kind: 'sent', reference: string }
*   | { kind: 'refused', decision: Decision }
*   | { kind: 'failed', message: string, refusal?: string }} SendResult with a refusal: the server checked it and said no, but not in a way that the gate understands
*/
const PATIENCE = 2e4;
/** What sites answer to whoever is not signed in, or brings no token. */
const NOT_ALLOWED = /* @__PURE__ */ new Set([
	401,
	403,
	419
]);
const FOR_NOW = /* @__PURE__ */ new Set([
	408,
	409,
	425,
	429
]);
/** The gate's own: what a page adds does not replace them. */
const OWN_HEADERS = /^(?:content-type|accept|idempotency-key)$/i;
/** One form's requests on their way: the same answers keep their key and their bytes through every try, and arrive once. */
var Delivery = class {
	#key = newKey();
	#tried = "";
	/** What was sent for these answers, with all that the page had added. */
	#body = "";
	#arrived = "";
	/** Whether an answer is being waited for. */
	busy = false;
	/** @param {Record<string, unknown>} request */
	has(request) {
		return toJson(request) === this.#arrived;
	}
	/**
	* @param {Record<string, unknown>} request as it was answered, before the page's owner adds anything to it
	* @returns {string}
	*/
	keyOf(request) {
		const content = toJson(request) ?? "";
		if (content !== this.#tried) {
			this.#key = newKey();
			this.#body = "";
		}
		this.#tried = content;
		return this.#key;
	}
	/**
	* Sends what `keyOf` has given a key.
	* @param {Record<string, unknown>} request
	* @param {HeaderFields} headers what the page adds to this try
	* @param {Options} options
	* @param {Texts} texts
	*/
	async send(request, headers, options, texts) {
		this.busy = true;
		this.#body ||= toJson(request) ?? "";
		try {
			const result = await send(this.#body, this.#key, headers, options, texts);
			if (result.kind === "sent") this.#arrived = this.#tried;
			return result;
		} finally {
			this.busy = false;
		}
	}
};
/** A number that stays with a request through every try. */
function newKey() {
	return [...crypto.getRandomValues(/* @__PURE__ */ new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
/**
* @param {string} body
* @param {string} key
* @param {HeaderFields} added
* @param {Options} options
* @param {Texts} texts
* @returns {Promise<SendResult>}
*/
async function send(body, key, added, { endpoint = "", timeout: patience = PATIENCE, credentials, headers }, texts) {
	let fields;
	try {
		fields = headerFields(endpoint, key, {
			...typeof headers === "function" ? await headers() : headers,
			...added
		});
	} catch (reason) {
		fail("The headers for the request could not be made, so nothing was sent", reason);
		return {
			kind: "failed",
			message: texts.sendNotTried
		};
	}
	const asked = performance.now();
	try {
		return await withTimeLimit(patience, async (signal) => {
			const response = await fetchPlainly(endpoint, {
				method: "POST",
				headers: fields,
				body,
				signal,
				credentials: credentials ?? "same-origin",
				referrerPolicy: "no-referrer",
				redirect: "manual",
				cache: "no-store"
			});
			clock.read(response, asked);
			return read(response, texts);
		});
	} catch (reason) {
		return {
			kind: "failed",
			message: reason instanceof DOMException && reason.name === "TimeoutError" ? texts.sendTimedOut(Math.round(patience / 1e3)) : navigator.onLine ? texts.sendBroken : texts.sendOffline
		};
	}
}
/**
* @param {string} endpoint
* @param {string} key
* @param {HeaderFields} added
*/
function headerFields(endpoint, key, added) {
	const fields = new Headers();
	const token = document.querySelector("meta[name=\"csrf-token\"]")?.getAttribute("content");
	if (token && new URL(endpoint, document.baseURI).origin === location.origin) fields.set("X-CSRF-Token", token);
	for (const [name, value] of Object.entries(added)) if (value !== null && value !== void 0 && !OWN_HEADERS.test(name)) fields.set(name, value);
	fields.set("Content-Type", "application/json");
	fields.set("Accept", "application/json");
	fields.set("Idempotency-Key", key);
	return fields;
}
/**
* @param {Response} response
* @param {Texts} texts
* @returns {Promise<SendResult>}
*/
async function read(response, texts) {
	const { status } = response;
	const body = await response.json().catch(() => null);
	const reference = response.ok && /\bjson\b/i.test(response.headers.get("content-type") ?? "") ? referenceIn(body) : "";
	if (reference) return {
		kind: "sent",
		reference
	};
	if (response.ok || response.type === "opaqueredirect") return {
		kind: "failed",
		message: texts.sendUnclear
	};
	if (status === 422) {
		const decision = readDecision(body);
		if (decision && decision.outcome !== "eligible") return {
			kind: "refused",
			decision
		};
		const refusal = said(body);
		return {
			kind: "failed",
			message: texts.sendRefused(refusal),
			refusal
		};
	}
	if (status >= 500) return {
		kind: "failed",
		message: texts.sendServerFault(status)
	};
	return {
		kind: "failed",
		message: (NOT_ALLOWED.has(status) ? texts.sendNotAllowed : FOR_NOW.has(status) ? texts.sendLater : texts.sendRejected)(status)
	};
}
/** @param {any} body */
function referenceIn(body) {
	const given = typeof body === "object" && body !== null && Object.hasOwn(body, "reference") ? body.reference : "";
	return typeof given === "string" ? readable(given) : typeof given === "number" ? String(given) : "";
}
/** What a server says in words (RFC 9457). @param {any} body */
function said(body) {
	return [body?.title, body?.detail].filter((text) => typeof text === "string" && text.trim() !== "" && text.length <= 500).join(": ");
}
// www/gate/speaker.js
/** Milliseconds without a key or a click: arrowing past a choice, or typing on, is no pause. */
const PAUSE = 1200;
var Speaker = class {
	#timer = 0;
	#next = "";
	#last = "";
	/** @type {{ control: Element, words: string }[]} */
	#errors = [];
	/** @type {{ control: Element, words: string }[]} those that stand at their fields and were told */
	#told = [];
	/** @type {(() => void)[]} */
	#waiting = [];
	/**
	* @param {(words: string) => unknown} speak
	* @param {() => unknown} rest called at each pause, before anything is said
	*/
	constructor(speak, rest) {
		this.speak = speak;
		this.rest = rest;
	}
	/**
	* @param {string} answer
	* @param {{ control: Element, words: string }[]} errors that stand at fields
	*/
	say(answer, errors) {
		[this.#next, this.#errors] = [inOrder(answer), errors];
		if (this.#timer === 0) this.wait();
	}
	/** Somebody is at it: the pause begins anew. */
	wait() {
		clearTimeout(this.#timer);
		this.#timer = window.setTimeout(() => this.#tell(), PAUSE);
	}
	/** A key that changes nothing is no pause either. */
	postpone() {
		if (this.#timer !== 0) this.wait();
	}
	/** Once nobody is at it. @returns {Promise<void>} */
	quiet() {
		return this.#timer === 0 ? Promise.resolve() : new Promise((done) => void this.#waiting.push(done));
	}
	stop() {
		clearTimeout(this.#timer);
		this.#timer = 0;
		for (const done of this.#waiting.splice(0)) done();
	}
	#tell() {
		this.#timer = 0;
		this.rest();
		for (const done of this.#waiting.splice(0)) done();
		const isTold = (error) => this.#told.some(({ control, words }) => control === error.control && words === error.words);
		const words = [...this.#errors.filter((error) => !isTold(error)).map((error) => error.words.replace(/[^.?!]$/, "$&.")), this.#next === this.#last ? "" : this.#next].filter(Boolean).join(" ");
		[this.#told, this.#last] = [this.#errors, this.#next];
		if (words !== "") this.speak(words);
	}
};
// www/gate/texts.js
/** @param {number} count @param {string} thing */
function plural(count, thing) {
	return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
const KEPT = "Every answer is still here.";
const SAFE = "Trying again is safe: the request keeps its number, so that it can be told from a second one.";
/** @typedef {typeof gateTexts} Texts */
const gateTexts = {
	answer: "Answer",
	headlineStart: "Your answer appears here",
	headlineYes: "Yes, this can be requested",
	headlineNo: "No, this can’t be requested here",
	headlineElsewhere: "Use another form to ask for this",
	headlineByPhone: "Another way: ask for this by phone",
	headlineOpen: "Not decided yet",
	headlineRefused: "Not decided: the payer’s server did not take the request",
	leadStart: "A few questions about the denial, and you will see whether a peer-to-peer can be requested, why, and by when.",
	/** @param {number} left */
	leadOpen: (left) => `${plural(left, "question")} to go.`,
	leadMend: "One of the answers can’t be right. Please look at the message beside it.",
	/** @param {number} left */
	leadDetails: (left) => left ? `It isn’t complete yet: ${plural(left, "detail")} to go.` : "Please look at the messages beside the details.",
	/** @param {string} payer */
	leadMeets: (payer) => `This meets every rule that ${payer} has published here, and nothing is missing.`,
	/** @param {string} payer */
	leadUnsure: (payer) => `Nothing is missing. The request shows what you are not sure about, and ${payer} decides.`,
	leadRefused: "Its answer does not say what is wrong. Please look over your answers, or get in touch with the payer.",
	/** @param {string} words */
	serverSays: (words) => `The server says: ${words}`,
	noteServer: "The payer’s server checked the request again and gave this answer. Nothing has been booked.",
	/** @param {string} amount @param {boolean} slow */
	noteClock: (amount, slow) => `This computer’s clock is ${amount} ${slow ? "slow" : "fast"}. The answer goes by the server’s clock.`,
	noteClockUnconfirmed: "The time could not be compared with the server’s. The answer goes by this computer’s clock.",
	clockImpossible: "This computer’s clock shows a year that can’t be right, so days can’t be counted. Set the clock, then try again.",
	/** @param {number} minutes */
	amountOfTime: (minutes) => minutes < 120 ? plural(minutes, "minute") : minutes < 2880 ? plural(Math.round(minutes / 60), "hour") : plural(Math.round(minutes / 1440), "day"),
	/** @param {number} count */
	reasons: (count) => count > 1 ? `${count} reasons` : "Why",
	instead: "What you can do instead",
	toMend: "Please look at this",
	/** @param {string[]} steps */
	insteadSpoken: (steps) => `What you can do instead: ${steps.join("; ")}. Press Enter to get there.`,
	beforeSending: "Before you send",
	besides: "Please also note",
	canStillSend: "You can still send this request.",
	goodToKnow: "Good to know",
	whyDetails: "Why these details",
	whyQuestions: "Why these questions",
	contacts: "Where it goes, and how soon they answer",
	source: "Source: ",
	/** @param {string} title @param {string | null} section */
	sourceOf: (title, section) => `${title}${section ? `, “${section}”` : ""}`,
	/** @param {string} date */
	effective: (date) => `, effective ${date}`,
	/** @param {string} label @param {string} when */
	promised: (label, when) => `${label}: by ${when}`,
	/** @param {string} day */
	endOf: (day) => `the end of ${day}`,
	/** @param {string} day @param {string} zone */
	byDay: (day, zone) => `by ${day}, end of day${zone && `, ${zone}`}`,
	/** @param {string} day @param {string} time @param {string} zone */
	byTime: (day, time, zone) => `by ${day}, ${time}${zone && `, ${zone}`}`,
	/** @param {string} moment */
	byMoment: (moment) => `by ${moment}`,
	/** @param {string} when */
	sendIt: (when) => `Send it ${when}`,
	/** @param {string} when */
	ifItCan: (when) => `If it can be requested: ${when}`,
	/** @param {string} when @param {string} ago @param {string} unless */
	ended: (when, ago, unless) => `Ended ${when}${ago && `, ${ago}`}${unless && `, unless this is ${unless}`}`,
	/** @param {number} days */
	daysAgo: (days) => days === 1 ? "yesterday" : `${days} days ago`,
	/** @param {string[]} labels */
	anyOf: (labels) => labels.map((label) => label.charAt(0).toLowerCase() + label.slice(1)).join(", or "),
	/** @param {string} date */
	isYearRight: (date) => `The letter is dated ${date}. Is the year right?`,
	changeDate: "Change the date",
	/** @param {string[]} holidays @param {string} due */
	whySafe: (holidays, due) => `${holidays.length ? `${holidays.join(" and ")} may count as a business day` : "A holiday in between may count as a business day"}. If not, the last day is ${due}.`,
	/** @param {string} name @param {string} day */
	holiday: (name, day) => `${name} (${day})`,
	/** @param {string} day @param {boolean} further */
	opens: (day, further) => further ? `From ${day} on` : `It can be requested from ${day} on`,
	/** @param {number} count @param {boolean} business */
	daysLeft: (count, business) => `${plural(count, business ? "business day" : "calendar day")} left`,
	lastDay: "Today is the last day",
	safeLastDay: "Today is the safe last day",
	/** @param {string} day @param {boolean} further a clock that is not for sending */
	pastSafe: (day, further) => `The safe day, ${day}, has passed${further ? "" : ": send it now"}.`,
	/** @param {string} day @param {boolean} further */
	pastDue: (day, further) => `The last day, ${day}, has passed${further ? "" : ": send it now"}.`,
	weekdays: [
		"Su",
		"Mo",
		"Tu",
		"We",
		"Th",
		"Fr",
		"Sa"
	],
	/** @param {string} from @param {string} to */
	months: (from, to) => from === to ? from : `${from} to ${to}`,
	markLetter: "letter",
	markStart: "start",
	markHoliday: "holiday",
	legend: {
		counts: "counted",
		weekend: "not counted",
		due: "last day",
		today: "today"
	},
	/** @param {string} day @param {string} why */
	dayOff: (day, why) => `${day}: ${why}, not counted`,
	counting: "How the days were counted",
	/** @param {string} start */
	letterDated: (start) => `The letter is dated ${start}. That day does not count.`,
	/** @param {string} fact @param {string} start */
	countsFrom: (fact, start) => `The days count from ${start} (${fact}). That day does not count.`,
	/** @param {number | null} count @param {boolean} business @param {string} due */
	counted: (count, business, due) => `The ${count === 1 ? "one" : `last of ${count ?? "the"}`} ${business ? "business" : "calendar"} day${count === 1 ? "" : "s"} is ${due}.`,
	/** @param {number} count @param {number} reached @param {boolean} business @param {string} due */
	cutShort: (count, reached, business, due) => `Of ${plural(count, business ? "business day" : "calendar day")} ${reached ? `only ${reached}` : "none"} can be used: the time ends on ${due}.`,
	/** @param {number | null} count @param {string} due */
	moved: (count, due) => `The last of ${count ?? "the"} calendar days isn’t a business day, so the time ends on ${due}.`,
	/** @param {number} count @param {string} start @param {string} fact */
	hoursFrom: (count, start, fact) => `${plural(count, "hour")} from ${start} (${fact}).`,
	/** @param {string} day @param {string} fact */
	named: (day, fact) => `The day is named: ${day} (${fact}).`,
	/** @param {string} due */
	movesTo: (due) => `That isn’t a business day, so the time ends on ${due}.`,
	/** @param {string} due */
	endsWith: (due) => `The time ends with ${due}.`,
	/** @param {string} day */
	dayOfCount: (day) => `${day}: `,
	/** @param {number} number */
	dayCounts: (number) => `day ${number}`,
	/** @param {string} why */
	dayDoesNotCount: (why) => `not counted, ${why}`,
	problems: "There is a problem",
	errorPrefix: "Error: ",
	dateUnreadable: "Write the date like 11/18/2026",
	dateImpossible: "This date does not exist. Please look at the day and the month",
	unreadable: "This can’t be read. Please enter it again",
	/** @param {string} question */
	missing: (question) => question.endsWith("?") ? `Please answer: ${question}` : `Please fill in: ${question}`,
	optional: " (optional)",
	yes: "Yes",
	no: "No",
	notSure: "Not sure",
	noneOfThese: "None of these",
	noneOfTheOthers: "None of the others",
	whichPayer: "Who sent the denial letter?",
	windowTitles: ["First time", "Second time"],
	windowParts: {
		date: "Date",
		start: "From",
		end: "To"
	},
	/** @param {boolean} isPhone @param {string} label @param {string} value */
	linkTo: (isPhone, label, value) => `${isPhone ? "Call " : ""}${label}, ${value}`,
	copy: "Copy",
	/** @param {boolean} fax */
	copyWhat: (fax) => fax ? "fax number" : "address",
	copied: "Copied",
	notCopied: "Could not copy: please select the text",
	tryAgain: "Try again",
	print: "Print this page",
	loading: "The part of this page that checks a request is still loading. Please try again in a moment.",
	missingHeading: "This request can’t be checked right now",
	missingUnchecked: "The part of this page that checks a request did not load. You can send the request all the same, but unchecked: the payer looks at it and may turn it down.",
	missingBlocked: "The part of this page that checks a request did not load, so nothing can be sent from here. Your answers stay on this page. Try again, or print the page and call the payer.",
	missingForGood: "This browser can’t run the part of this page that checks a request, so nothing can be sent from here. Your answers stay on this page. Print the page and call the payer, or use another browser.",
	/** @type {Record<import('./engine.js').LoadFault, string>} */
	missingWhy: {
		"no-webassembly": "WebAssembly is missing in this browser, or switched off.",
		blocked: "This site’s security settings do not allow it to run.",
		unreachable: "It could not be fetched from the server.",
		timeout: "The server took too long to send it.",
		broken: "What the server sent is damaged."
	},
	sending: "Sending the request.",
	sentHeading: "Request sent",
	reference: "Reference: ",
	hearNothing: "If you need to change something, or hear nothing:",
	failedHeading: "The request was not confirmed",
	getInTouch: "Or get in touch:",
	callThePayer: "Or call the payer: the number is on the denial letter.",
	sendNotTried: `This page could not prepare the request, so nothing was sent. ${KEPT} Please call instead.`,
	sendUnclear: `The answer that came does not say whether the request arrived. You may have been signed out, or something stood in between. ${KEPT} ${SAFE}`,
	/** @param {number} seconds */
	sendTimedOut: (seconds) => `No answer came in ${plural(seconds, "second")}. The request may or may not have arrived. ${KEPT} ${SAFE}`,
	sendOffline: `This computer seems to be offline, so nothing was sent. ${KEPT} Try again when the connection is back.`,
	sendBroken: `The connection failed, and there is no sign that the request arrived. ${KEPT} ${SAFE}`,
	/** @param {string} words of the server, if any */
	sendRefused: (words) => `The payer’s server checked the request and did not take it.${words && ` It says: ${words}`} ${KEPT}`,
	/** @param {number} status */
	sendServerFault: (status) => `The payer’s server has a problem (${status}). The request may or may not have arrived. ${KEPT} ${SAFE}`,
	/** @param {number} status */
	sendNotAllowed: (status) => `The payer’s server did not take the request (${status}). If you sign in on this site, you may have been signed out: sign in again in another tab, then try again here. ${KEPT}`,
	/** @param {number} status */
	sendLater: (status) => `The payer’s server did not take the request for now (${status}). Wait a moment, then try again. ${KEPT} ${SAFE}`,
	/** @param {number} status */
	sendRejected: (status) => `The payer’s server did not take the request (${status}). ${KEPT} Trying again may not help: please call.`
};
// www/gate/view-deadline.js
/** @typedef {import('./p2p_review.js').Deadline & { id?: string, label?: string, safe?: string, opens?: string | null, start_field?: string }} Deadline with what newer rules tell of it */
/** @typedef {import('./texts.js').Texts} Texts */
/** @typedef {{ number: string, mark: string, classes: string }} Cell */
/**
* @typedef {object} DeadlineView
* @property {string | null} label the policy's own name for it
* @property {string} by "Send it by …", or when the time ended
* @property {string | null} why why that day, where a later one may do
* @property {string | null} left
* @property {string | null} doubtedYear whether the letter is as old as it says
* @property {boolean} isUrgent
* @property {string | null} day the day to go by, short; null where it is an hour, or over
* @property {CalendarView | null} calendar
* @property {string} counted from when it counts, and what makes its last day
* @property {import('./p2p_review.js').Citation | null} citation
*/
/**
* @typedef {object} CalendarView
* @property {string} months
* @property {string[]} weekdays
* @property {Cell[][]} weeks
* @property {[string, string][]} legend a look and what it means
* @property {string | null} daysOff
* @property {string} counting
* @property {{ day: string, counts: string }[]} days
*/
/** Days after which a letter's year is likelier wrong than the letter late. */
const OLD = 300;
/** The longest time that a calendar is drawn for, in weeks. */
const MOST_WEEKS = 30;
/**
* @param {Deadline} deadline
* @param {string} checkedAt the instant that the answer is for
* @param {Texts} texts
* @param {{ isSure: boolean, unless?: string, isFurther?: boolean }} how isSure: it can be requested, so far as anybody knows; unless: what it still doesn't hold for; isFurther: not by when to send, but what its label says
* @returns {DeadlineView}
*/
function viewDeadline(deadline, checkedAt, texts, { isSure, unless = "", isFurther = false }) {
	const isOver = deadline.status === "closed";
	const today = deadline.time_zone && checkedAt ? dayIn(new Date(checkedAt), deadline.time_zone) : "";
	return {
		label: isOver && !isFurther ? null : deadline.label ?? null,
		by: isOver ? whenEnded(deadline, today, unless, texts) : whenToSend(deadline, isSure, isFurther, texts),
		why: isOver ? null : whySafe(deadline, texts),
		left: timeLeft(deadline, isFurther, texts),
		doubtedYear: isOver && isOfLetter(deadline) && today && daysBetween(deadline.start, today) >= OLD ? texts.isYearRight(plainDate(deadline.start)) : null,
		isUrgent: deadline.status !== "open",
		day: deadline.unit === "hours" || isOver ? null : shortDate(lastDay(deadline)),
		calendar: viewCalendar(deadline, checkedAt, texts),
		counted: howCounted(deadline, texts),
		citation: deadline.citation
	};
}
/** The day to go by: the one that any reading of the rules allows; once that has passed, the next that some reading does. @param {Deadline} deadline */
function lastDay({ status, safe, due, closes }) {
	if (status === "past-due") return closes;
	return status === "past-safe" || status === "closed" ? due : safe ?? due;
}
/** @param {Deadline} deadline @param {Texts} texts "by Wednesday, November 25, 2026, end of day, Pacific time" */
function byWhen(deadline, texts) {
	if (deadline.unit === "hours") return texts.byMoment(localMoment(deadline.due_at));
	const [day, zone] = [longDate(lastDay(deadline)), zoneName(deadline.time_zone)];
	return endsEarly(deadline) ? texts.byTime(day, timeIn(deadline.due_at, deadline.time_zone), zone) : texts.byDay(day, zone);
}
/** Whether the last day ends at an hour of its own, before midnight. @param {Deadline} deadline */
function endsEarly({ due, due_at: at, time_zone: zone }) {
	return Boolean(zone) && dayIn(new Date(at), zone) === due;
}
/** Whether the days count from the date on the letter. @param {Deadline} deadline */
function isOfLetter({ start_field: field }) {
	return (field ?? "denial_date") === "denial_date";
}
/** @param {Deadline} deadline @param {boolean} isSure @param {boolean} isFurther @param {Texts} texts */
function whenToSend(deadline, isSure, isFurther, texts) {
	if (deadline.status === "not-open" && deadline.opens) return texts.opens(longDate(deadline.opens), isFurther);
	const when = byWhen(deadline, texts);
	return isFurther ? when.charAt(0).toUpperCase() + when.slice(1) : (isSure ? texts.sendIt : texts.ifItCan)(when);
}
/** @param {Deadline} deadline @param {string} today @param {string} unless @param {Texts} texts "Ended Friday, November 20, 5 days ago" */
function whenEnded(deadline, today, unless, texts) {
	const { unit, due, due_at: at, time_zone: zone } = deadline;
	if (unit === "hours") return texts.ended(localMoment(at), "", unless);
	const day = (due.slice(0, 4) === today.slice(0, 4) ? dayAndDate : longDate)(due);
	const days = today ? daysBetween(due, today) : 0;
	return texts.ended(endsEarly(deadline) ? `${day}, ${timeIn(at, zone)}` : day, days > 0 ? texts.daysAgo(days) : "", unless);
}
/** @param {Deadline} deadline @param {Texts} texts why the day to go by is not the last by the usual count */
function whySafe({ safe, due, days }, texts) {
	if (!safe || safe === due) return null;
	const doubtful = days.filter((day) => day.skipped !== null && doubtOf(day) !== "");
	return texts.whySafe(doubtful.map(({ date, skipped }) => texts.holiday(skipped ?? "", monthDay(date))), dayAndDate(due));
}
/** @param {Deadline} deadline @param {boolean} isFurther @param {Texts} texts "3 business days left" */
function timeLeft(deadline, isFurther, texts) {
	switch (deadline.status) {
		case "open": return deadline.days_left === null ? null : texts.daysLeft(deadline.days_left, deadline.unit === "business-days");
		case "last-day": return (deadline.safe ?? deadline.due) === deadline.due ? texts.lastDay : texts.safeLastDay;
		case "past-safe": return texts.pastSafe(dayAndDate(deadline.safe ?? ""), isFurther);
		case "past-due": return texts.pastDue(dayAndDate(deadline.due), isFurther);
		default: return null;
	}
}
/**
* @param {Deadline} deadline
* @param {string} checkedAt
* @param {Texts} texts
* @returns {CalendarView | null} null where the time runs in hours, or too long for a picture
*/
function viewCalendar(deadline, checkedAt, texts) {
	const { start, due, days } = deadline;
	const sundays = [];
	for (let sunday = addDays(start, -weekday(start)); sunday <= due && sundays.length <= MOST_WEEKS; sunday = addDays(sunday, 7)) sundays.push(sunday);
	if (days.length === 0 || sundays.length > MOST_WEEKS) return null;
	const cells = new Map(days.map((day) => [day.date, cellOf(day, deadline, texts)]));
	cells.set(start, ["p2p-day-start", isOfLetter(deadline) ? texts.markLetter : texts.markStart]);
	const today = deadline.time_zone && checkedAt ? dayIn(new Date(checkedAt), deadline.time_zone) : "";
	const off = days.filter((day) => day.skipped !== null && day.skipped !== "weekend");
	const weeks = sundays.map((sunday) => texts.weekdays.map((_, i) => drawnCell(addDays(sunday, i), cells, today)));
	const drawn = weeks.flat().map(({ classes }) => classes).join(" ");
	return {
		months: texts.months(monthAndYear(start), monthAndYear(due)),
		weekdays: texts.weekdays,
		weeks,
		legend: legendOf(drawn, texts),
		daysOff: off.length ? `${off.map((day) => texts.dayOff(monthDay(day.date), day.skipped ?? "")).join(". ")}.` : null,
		counting: texts.counting,
		days: days.map((day) => ({
			day: texts.dayOfCount(shortDate(day.date)),
			counts: day.counts === null ? texts.dayDoesNotCount(day.skipped ?? doubtOf(day)) : texts.dayCounts(day.counts)
		}))
	};
}
/**
* @param {string} drawn the looks that the picture has
* @param {Texts} texts
* @returns {[string, string][]} none of what is not in it
*/
function legendOf(drawn, { legend }) {
	return [
		[
			"counts",
			/day-counts/,
			legend.counts
		],
		[
			"weekend",
			/day-(weekend|holiday)/,
			legend.weekend
		],
		[
			"due",
			/day-due/,
			legend.due
		],
		[
			"today",
			/day-today/,
			legend.today
		]
	].filter(([, look]) => look.test(drawn)).map(([name, , words]) => [`p2p-day-${name}`, words]);
}
/** @param {Deadline} deadline @param {Texts} texts from when it counts, and what makes its last day */
function howCounted(deadline, texts) {
	const { start, due, days, count, unit, start_field: field } = deadline;
	const [from, to, fact] = [
		longDate(start),
		longDate(due),
		(field ?? "denial_date").replaceAll("_", " ")
	];
	if (unit === "hours") return hoursCounted(deadline, from, fact, texts);
	if (unit === "date") return `${texts.named(from, fact)}${due > start ? ` ${texts.movesTo(to)}` : due < start ? ` ${texts.endsWith(to)}` : ""}`;
	const isBusiness = unit === "business-days";
	const reached = days.filter((day) => day.counts !== null).length;
	const isMoved = !isBusiness && days.some((day) => day.counts === null);
	const last = count !== null && reached < count ? texts.cutShort(count, reached, isBusiness, to) : isMoved ? texts.moved(count, to) : texts.counted(count, isBusiness, to);
	return `${isOfLetter(deadline) ? texts.letterDated(from) : texts.countsFrom(fact, from)} ${last}`;
}
/**
* An answer tells the day from which hours count, and the instant at which they end; another date can have cut them short, to
* the end of a day.
* @param {Deadline} deadline
* @param {string} from
* @param {string} fact
* @param {Texts} texts
*/
function hoursCounted({ start, due, due_at: at, count, time_zone: zone }, from, fact, texts) {
	const began = /* @__PURE__ */ new Date(Date.parse(at) - (count ?? 0) * 36e5);
	const isAt = (day, instant) => Boolean(zone) && wallTime(addDays(day, 1), "00:00", zone).getTime() === instant.getTime();
	if (isAt(start, began)) return texts.hoursFrom(count ?? 0, texts.endOf(from), fact);
	if (isAt(due, new Date(at))) return `${texts.hoursFrom(count ?? 0, from, fact)} ${texts.endsWith(longDate(due))}`;
	return texts.hoursFrom(count ?? 0, zone ? `${from}, ${timeIn(began.toISOString(), zone)}, ${zoneName(zone)}` : from, fact);
}
/** @param {object} day what newer rules say of a day on which a payer may be closed */
function doubtOf(day) {
	return "doubtful" in day && typeof day.doubtful === "string" ? day.doubtful : "";
}
/**
* @param {Deadline['days'][number]} day
* @param {Deadline} deadline
* @param {Texts} texts
* @returns {[classes: string, mark: string]}
*/
function cellOf(day, deadline, texts) {
	const last = day.date === (deadline.status === "past-due" ? deadline.due : lastDay(deadline)) ? " p2p-day-due" : "";
	if (day.counts !== null) return [`p2p-day-counts${last}`, String(day.counts)];
	return day.skipped === "weekend" ? [`p2p-day-weekend${last}`, ""] : [`p2p-day-holiday${last}`, texts.markHoliday];
}
/**
* @param {string} date
* @param {Map<string, [string, string]>} cells
* @param {string} today
* @returns {Cell}
*/
function drawnCell(date, cells, today) {
	const [classes, mark] = cells.get(date) ?? ["p2p-day-outside", ""];
	const day = Number(date.slice(8));
	return {
		number: day === 1 ? `${monthName(date)} 1` : String(day),
		mark,
		classes: date === today ? `${classes} p2p-day-today` : classes
	};
}
// www/gate/view.js
/** @typedef {import('./p2p_review.js').Decision} Decision */
/** @typedef {import('./p2p_review.js').Citation} Citation */
/** @typedef {import('./p2p_review.js').NextStep} NextStep */
/** @typedef {import('./p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {import('./p2p_review.js').Finding & { shown?: string, elsewhere?: boolean }} Finding */
/** @typedef {import('./texts.js').Texts} Texts */
/** @typedef {'start' | 'open' | 'mend' | 'details' | 'eligible' | 'ineligible' | 'refused'} Stage what stands between a request and sending it */
/**
* @typedef {object} View
* @property {Stage} stage
* @property {'yes' | 'no' | 'open'} look
* @property {string} headline
* @property {string[]} notes about the answer as such: who gave it, by which clock
* @property {string | null} lead
* @property {import('./view-deadline.js').DeadlineView | null} deadline
* @property {import('./view-deadline.js').DeadlineView[]} clocks further ones
* @property {boolean} isLate the deadline is a reason
* @property {{ words: string, control: import('./read-form.js').Control | null } | null} doubted whether the letter's year is right
* @property {number} left how many answers are missing
* @property {string} reasonsTitle
* @property {Finding[]} reasons
* @property {NextStep[]} instead where to go instead
* @property {Finding[]} warnings
* @property {string} warningsTitle
* @property {string | null} canStill that the warnings keep nothing back
* @property {NextStep[]} warningSteps
* @property {string[]} toMend what is wrong with answers that no input holds
* @property {Finding[]} remarks to be seen before sending
* @property {Finding[]} notices
* @property {{ title: string, sources: { citation: Citation, questions: string[] }[] } | null} asked what is still asked, by the sentence that it comes from
* @property {string[]} promises what the payer promises, and by when that is
* @property {NextStep[]} contacts
* @property {import('./questions.js').QuestionView[]} questions
* @property {import('./problems.js').Problem[]} problems
* @property {string} announcement the answer as a screen reader says it; empty while there is none
* @property {boolean} canSend
*/
/**
* @typedef {object} Asked all that a view is made of
* @property {HTMLFormElement} form
* @property {import('./read-form.js').Answers} answers
* @property {Decision} decision
* @property {FieldInfo[] | null} fields
* @property {Record<string, unknown>} presets
* @property {(request: Record<string, unknown>) => Decision} again asks the rules about other answers
* @property {Set<string>} details facts that a later part of the form asks for
* @property {{ drift: number, trust: import('./clock.js').Trust }} clock
* @property {{ isServers: boolean, refusal: string | null }} verdict refusal: the server did not take these answers, with what it said
* @property {Texts} texts
*/
/** Ways on that are said; all are shown. */
const MOST_SPOKEN = 3;
const LOOKS = {
	eligible: "yes",
	details: "yes",
	ineligible: "no",
	start: "open",
	mend: "open",
	open: "open",
	refused: "open"
};
/** @param {Asked} asked @returns {View} */
function makeView(asked) {
	const { form, answers, decision, fields, presets, texts } = asked;
	const findings = decision.findings;
	const questionOf = (fact) => fields?.find(({ field }) => field === fact)?.question ?? fact;
	const reasons = findings.filter(({ kind }) => kind === "reject");
	const questions = viewQuestions(form, decision, besides(asked, reasons), answers.request, fields, presets);
	const { problems, unplaced } = findProblems(form, answers, decision, questionOf, texts);
	const stage = stageOf(asked);
	const of = (kind) => findings.filter((finding) => finding.kind === kind);
	const others = findings.filter(({ kind }) => ![
		"reject",
		"invalid",
		"warning"
	].includes(kind));
	const warnings = of("warning");
	const open = decision.needed.filter(({ field }) => stage === "details" || asked.verdict.isServers || !asked.details.has(field));
	const deadline = decision.deadline && viewDeadline(decision.deadline, decision.checked_at, texts, {
		isSure: LOOKS[stage] === "yes",
		unless: unlessOf(asked)
	});
	const headline = headlineOf(stage, reasons, texts);
	const instead = stepsOf(reasons);
	/** One message for a group of ticks is one question; a detail that is wrong is as far from complete as one that is missing. */
	const left = stage === "details" ? problems.length : problems.filter(({ field }) => open.some((entry) => entry.field === field)).length || open.length;
	const isLate = decision.deadline !== null && reasons.some(({ field }) => field === startField(decision));
	return {
		stage,
		look: LOOKS[stage],
		headline,
		deadline,
		reasons,
		warnings,
		questions,
		problems,
		instead,
		left,
		isLate,
		notes: notesOf(asked),
		lead: leadOf(stage, left, asked),
		clocks: clocksOf(decision, texts),
		doubted: deadline?.doubtedYear && isLate ? {
			words: deadline.doubtedYear,
			control: answers.controls.get(startField(decision))?.[0] ?? null
		} : null,
		reasonsTitle: texts.reasons(reasons.length),
		warningsTitle: stage === "ineligible" ? texts.besides : texts.beforeSending,
		canStill: stage === "eligible" && warnings.length > 0 ? texts.canStillSend : null,
		warningSteps: stepsOf(warnings),
		toMend: unplaced,
		remarks: others.filter(isFirst),
		notices: others.filter((finding) => !isFirst(finding)),
		asked: askedOf(stage, open, questionOf, texts),
		promises: promisesOf(decision, texts),
		contacts: decision.contacts,
		announcement: announcementOf({
			stage,
			headline,
			reasons,
			deadline: isLate || stage !== "ineligible" ? deadline : null,
			instead,
			left
		}, texts),
		canSend: decision.outcome === "eligible" && answers.unreadable.size === 0 && stage !== "refused"
	};
}
/** @param {Asked} asked @returns {Stage} */
function stageOf({ decision, details, answers, verdict }) {
	if (verdict.refusal !== null) return "refused";
	if (decision.outcome === "ineligible") return "ineligible";
	if (answers.unreadable.size > 0) return "mend";
	if (decision.outcome === "eligible") return "eligible";
	if (!decision.policy && !verdict.isServers) return "start";
	const wrong = decision.findings.filter((finding) => finding.kind === "invalid");
	if (wrong.some(({ field }) => verdict.isServers || !details.has(field ?? ""))) return "mend";
	return !verdict.isServers && wrong.length + decision.needed.length > 0 && decision.needed.every((entry) => details.has(entry.field)) ? "details" : "open";
}
/** @param {Stage} stage @param {Finding[]} reasons @param {Texts} texts */
function headlineOf(stage, reasons, texts) {
	switch (stage) {
		case "eligible":
		case "details": return texts.headlineYes;
		case "ineligible": return isElsewhere(reasons) ? stepsOf(reasons).every(({ kind }) => kind === "phone") ? texts.headlineByPhone : texts.headlineElsewhere : texts.headlineNo;
		case "start": return texts.headlineStart;
		case "refused": return texts.headlineRefused;
		default: return texts.headlineOpen;
	}
}
/** Every refusal only means: not with this form (C23). @param {Finding[]} reasons */
function isElsewhere(reasons) {
	return reasons.length > 0 && reasons.every(({ elsewhere }) => elsewhere);
}
/** What would be asked if nothing had refused: what stands beside the answer that did. @param {Asked} asked @param {Finding[]} reasons */
function besides({ answers, again }, reasons) {
	if (reasons.length === 0) return /* @__PURE__ */ new Set();
	const request = { ...answers.request };
	for (const { field } of reasons) if (field !== "payer") delete request[field ?? ""];
	const { needed, optional } = again(request);
	return new Set([...needed, ...optional].map(({ field }) => field));
}
/**
* The time is over, and yet nothing has refused: what it does not hold for.
* @param {Asked} asked
* @returns {string} an answer that is still to be given, such as "a medication from a pharmacy"; empty where there is none
*/
function unlessOf({ decision, answers, fields, details, again, texts }) {
	if (decision.deadline?.status !== "closed" || decision.outcome === "ineligible") return "";
	for (const { field: fact } of decision.needed) {
		const values = details.has(fact) ? [] : fields?.find(({ field }) => field === fact)?.values ?? [];
		const free = values.filter(({ value }) => !again({
			...answers.request,
			[fact]: value
		}).findings.some(({ kind, field }) => kind === "reject" && field === startField(decision)));
		if (free.length > 0 && free.length < values.length) return texts.anyOf(free.map(({ label }) => label));
	}
	return "";
}
/** @param {Stage} stage @param {number} left @param {Asked} asked */
function leadOf(stage, left, { texts, verdict, decision, answers }) {
	switch (stage) {
		case "start": return texts.leadStart;
		case "open": return texts.leadOpen(left);
		case "mend": return texts.leadMend;
		case "details": return texts.leadDetails(left);
		case "eligible": return Object.values(answers.request).includes("unsure") ? texts.leadUnsure(decision.policy?.name ?? "") : texts.leadMeets(decision.policy?.name ?? "");
		case "refused": return verdict.refusal ? texts.serverSays(verdict.refusal) : texts.leadRefused;
		default: return null;
	}
}
/** @param {Asked} asked */
function notesOf({ clock, verdict, texts }) {
	const notes = verdict.isServers ? [texts.noteServer] : [];
	if (clock.drift !== 0) notes.push(texts.noteClock(texts.amountOfTime(Math.round(Math.abs(clock.drift) / 6e4)), clock.drift > 0));
	else if (clock.trust === "unconfirmed") notes.push(texts.noteClockUnconfirmed);
	return notes;
}
/** The fact that the deadline counts from; rules of the first format do not tell. @param {Decision} decision */
function startField({ deadline }) {
	return deadline && "start_field" in deadline ? deadline.start_field : "denial_date";
}
/** @param {Decision} decision @param {Texts} texts */
function clocksOf(decision, texts) {
	return ("clocks" in decision && Array.isArray(decision.clocks) ? decision.clocks : []).map((clock) => viewDeadline(clock, decision.checked_at, texts, {
		isSure: true,
		isFurther: true
	}));
}
/** Newer rules say which have to be seen; a kind of finding that nobody here knows is seen too. @param {Finding} finding */
function isFirst({ kind, shown }) {
	return shown === "first" || kind !== "notice";
}
/**
* Each way on once, in order, however many reasons name it.
* @param {Finding[]} findings
* @returns {NextStep[]}
*/
function stepsOf(findings) {
	return [...new Map(findings.flatMap((finding) => finding.next_steps).map((step) => [`${step.kind} ${step.label} ${step.value}`, step])).values()];
}
/**
* What is still asked and the sentence that it comes from: here, once, and not at each question, which would
* make the form twice as long for the few who wonder.
* @param {Stage} stage
* @param {Decision['needed']} open
* @param {(fact: string) => string} questionOf
* @param {Texts} texts
*/
function askedOf(stage, open, questionOf, texts) {
	/** @type {Map<string, { citation: Citation, questions: string[] }>} */
	const sources = /* @__PURE__ */ new Map();
	for (const { field, citation } of open) {
		if (!citation) continue;
		const source = texts.sourceOf(citation.title, citation.section);
		const said = sources.get(source) ?? {
			citation,
			questions: []
		};
		said.questions.push(questionOf(field));
		sources.set(source, said);
	}
	if (stage === "start" || stage === "ineligible" || sources.size === 0) return null;
	return {
		title: stage === "details" ? texts.whyDetails : texts.whyQuestions,
		sources: [...sources.values()]
	};
}
/** @param {Decision} decision @param {Texts} texts */
function promisesOf(decision, texts) {
	const zone = (decision.deadline ?? decision.clocks?.[0])?.time_zone;
	return decision.response_times.map(({ label, unit, by }) => texts.promised(label, unit.endsWith("hours") || !zone ? localMoment(by) : texts.endOf(lastDayBefore(by, zone))));
}
/**
* @param {Pick<View, 'stage' | 'headline' | 'reasons' | 'deadline' | 'instead' | 'left'>} view
* @param {Texts} texts
*/
function announcementOf({ stage, headline, reasons, deadline, instead, left }, texts) {
	if (stage === "start") return "";
	const refused = stage === "ineligible";
	return [
		headline,
		...refused ? reasons.map(({ message }) => message) : [],
		deadline?.by,
		deadline?.left,
		refused ? deadline?.doubtedYear : deadline?.why,
		stage === "details" && left > 0 && texts.leadDetails(left),
		refused && instead.length > 0 && texts.insteadSpoken(instead.slice(0, MOST_SPOKEN).map(({ label, value }) => value ? `${label}, ${value}` : label))
	].filter((word) => typeof word === "string").map((word) => /[.?!]$/.test(word) ? word : `${word}.`).join(" ");
}
// www/gate/gate.js
/** @typedef {import('./p2p_review.js').Decision} Decision */
/** @typedef {import('./p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {import('./p2p_review.js').PolicySummary} PolicySummary */
/** @typedef {import('./problems.js').Problem} Problem */
/** @typedef {import('./send.js').SendResult} SendResult */
/** @typedef {import('./options.js').Options} Options */
/** @typedef {import('./view.js').View} View */
const HEARTBEAT = 1e3;
/** How often the answer is asked for anew: a deadline can pass while the page is open. */
const ASK_AGAIN = 3e4;
/** How long a policy of the page's own may take to come, before its payer counts as a slip of the pen. */
const LATE_POLICY = 1e3;
var Gate = class {
	/** @type {Decision | null} the last answer; null until the rules are loaded */
	decision = null;
	/** @type {Record<string, unknown>} the answers that it is about */
	request = {};
	/** @type {View | null} the answer as the page shows it */
	view = null;
	/** 'loading', 'ready' or 'missing': what has become of the rules */
	state = "loading";
	/** @type {import('./engine.js').Rules | null} */
	#rules = null;
	/** @type {PolicySummary[]} */
	#policies = [];
	#presets = new Presets();
	#delivery = new Delivery();
	/** @type {Set<Element>} fields whose message has been shown, and stays up to date */
	#shown = /* @__PURE__ */ new Set();
	/** The answers that the decision is about, as text. */
	#told = "";
	/** All that a view depends on, as text. */
	#signature = "";
	/** @type {{ decision: Decision | null, refusal: string | null } | null} the server's own answer to these very answers */
	#verdict = null;
	#frame = 0;
	#heart = 0;
	#askedAt = 0;
	#readyAt = Infinity;
	/** How many policies are being loaded. */
	#arriving = 0;
	/** @type {Element | null} the input that somebody is typing in */
	#typing = null;
	/** Whether what stands there is not yet an answer. */
	#isHalf = false;
	/** @type {Element | null} the choice that somebody may only be passing on the way to another */
	#choosing = null;
	#speaker;
	/** Whether a draw waits for a pointer to be released. */
	#isHeld = false;
	#guard;
	#own;
	#errors;
	/**
	* @param {HTMLFormElement} form
	* @param {Options} [options]
	* @param {Promise<unknown>} [settled] when the page's own scripts are done with the form's markup
	*/
	constructor(form, options = {}, settled) {
		this.form = form;
		this.options = options;
		this.#own = unclobbered(form);
		this.panel = this.#part("answer", {
			role: "group",
			"aria-label": this.texts.answer,
			class: "p2p-answer"
		});
		this.notice = this.#part("notice");
		this.errors = this.#part("errors");
		this.alert = this.#part("alert");
		this.status = this.#part("status", {
			role: "status",
			class: "p2p-hidden"
		});
		this.#speaker = new Speaker((words) => this.status.textContent = words, () => this.#rest());
		this.#errors = new FieldErrors(this.#own, this.errors, this.texts);
		this.#guard = new FormGuard(form, {
			submitted: () => {
				if (!this.#guard.isConnected) this.connect();
				this.submit();
			},
			reset: () => this.#forget(),
			typed: (control) => this.#typed(control),
			edited: (control) => this.#edited(control),
			left: (control) => this.#left(control),
			pressed: () => this.#speaker.postpone(),
			changed: () => this.#recheck(),
			released: () => this.#drawHeld(),
			shown: () => {
				if (!document.hidden) this.#lookAtClock();
			},
			printing: (isPrinting) => this.#unfold(isPrinting),
			restored: () => {
				this.#lookAtClock();
				this.later();
			}
		});
		/** @type {Promise<unknown>} */
		this.settled = settled ? settled.then(() => this.#mount()) : Promise.resolve(this.#mount());
		this.connect();
		/** Settles once the rules are there, or known not to be. */
		this.ready = this.load();
	}
	get texts() {
		return {
			...gateTexts,
			...this.options.texts
		};
	}
	/** Takes up its work, again after the form was taken out of the page. */
	connect() {
		this.#guard.connect();
		clearInterval(this.#heart);
		this.#heart = window.setInterval(() => this.#beat(), HEARTBEAT);
	}
	/** Leaves nothing running. The form stays closed: it submits nothing by itself. */
	disconnect() {
		this.#guard.disconnect();
		clearInterval(this.#heart);
		cancelAnimationFrame(this.#frame);
		this.#speaker.stop();
	}
	/** Gives the form back as it was: for a page that goes on without a gate. */
	destroy() {
		this.disconnect();
		this.show([]);
		this.#errors.mark([]);
		this.#guard.release();
		showAll(this.#own);
		for (const part of [
			this.panel,
			this.notice,
			this.errors,
			this.alert,
			this.status
		]) if (part.hasAttribute("data-p2p-built")) part.remove();
		else part.replaceChildren();
		for (const built of this.#own.querySelectorAll("[data-p2p-built]")) built.remove();
		this.#own.removeAttribute("data-p2p-state");
		this.#rules = null;
	}
	/** Loads the rules, or tries to again. */
	async load() {
		this.state = "loading";
		const loading = loadRules(this.options.timeout, this.options.module).then((rules) => ({ rules }), (error) => ({ error }));
		await this.settled;
		this.#become("loading", {});
		const { rules, error } = await loading;
		if (!rules) {
			await this.#speaker.quiet();
			fail(`Failed to load resources, so no request can be checked: ${error?.message}`);
			this.#become("missing", {
				fault: error?.fault,
				reason: error?.message
			});
			return;
		}
		this.#rules = rules;
		this.#policies = rules.policies();
		this.#readyAt = performance.now();
		this.#become("ready", {});
		this.#measureClock();
	}
	/**
	* Adds a payer's policy, or replaces one; its own facts are asked for by questions that the gate builds.
	* @param {import('./p2p_review.js').Policy} policy
	* @throws {Error} with `problems`, as load_policy
	*/
	async loadPolicy(policy) {
		this.#arriving += 1;
		try {
			const rules = await loadRules(this.options.timeout, this.options.module);
			await this.ready;
			await rules.load_policy(policy);
			this.#policies = rules.policies();
		} finally {
			this.#arriving -= 1;
			this.evaluate();
		}
	}
	/** Asks the rules now, and shows their answer. @returns {Decision | null} */
	evaluate() {
		cancelAnimationFrame(this.#frame);
		if (!this.#rules) return null;
		this.#look();
		this.#draw();
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
	problems(part) {
		return this.view?.problems.filter(({ control }) => part?.contains(control) ?? true) ?? [];
	}
	/**
	* Shows problems at their fields and in the summary, and takes the reader there.
	* @param {Problem[]} problems
	*/
	show(problems) {
		this.#shown = new Set(problems.map(({ control }) => control));
		this.#errors.mark(problems);
		this.#errors.summarize(problems);
		if (problems.length) this.#errors.focus();
	}
	/**
	* Sends the request if the rules allow it; otherwise shows what keeps it from being sent.
	* @returns {Promise<SendResult | null>} null: nothing was sent
	*/
	async submit() {
		if (this.#delivery.busy) return null;
		if (this.state === "loading") {
			this.status.textContent = this.texts.loading;
			this.alert.replaceChildren(h("p", { "data-p2p-waiting": true }, this.texts.loading));
			this.alert.scrollIntoView({ block: "nearest" });
			return null;
		}
		if (this.state === "missing") return this.options.fallback === "submit" ? this.#send() : showAlert(this.notice);
		this.#typing = this.#choosing = null;
		if (!this.evaluate() || !this.view) return null;
		this.show(this.problems());
		if (this.view.canSend) return this.#send();
		if (this.view.stage === "ineligible") this.focusAnswer("[data-p2p-instead]");
		else if (this.problems().length === 0) this.focusAnswer();
		return null;
	}
	/** Takes the reader to the answer. @param {string} [part] to this part of it, where there is one */
	focusAnswer(part = "") {
		this.panel.scrollIntoView({ block: "nearest" });
		const target = part && this.panel.querySelector(part) || this.panel.querySelector("[data-p2p-headline]");
		if (target instanceof HTMLElement) target.focus();
	}
	/** Facts that a later part of the form asks for: they do not decide. */
	get details() {
		return detailsOf(this.#own);
	}
	/** What this payer calls a fact, or null. @param {string} fact */
	fieldInfo(fact) {
		return this.#fields()?.find((field) => field.field === fact) ?? null;
	}
	/** Whether the times of a call can be given in this zone. @param {string} zone its IANA name */
	takesZone(zone) {
		if (!this.#rules) return false;
		const window = {
			date: "2026-01-02",
			start: "09:00",
			end: "10:00",
			time_zone: zone
		};
		const { findings } = ask(this.#rules, {
			payer: this.request["payer"],
			call_windows: [window]
		}, clock.now(), this.texts);
		return !findings.some(({ at }) => at?.endsWith("/time_zone"));
	}
	/** The answers as they stand, whether or not the rules are loaded. */
	collect() {
		return this.#read().request;
	}
	/** Makes the next request a new one. */
	startAgain() {
		this.#own.reset();
		this.#forget();
	}
	/** Of a submission that has come before the gate could listen for it. @param {Event} event */
	handleSubmit(event) {
		this.#guard.handleSubmit(event);
	}
	/** What stands folded is on paper, the telephone numbers above all. @param {boolean} isPrinting */
	#unfold(isPrinting) {
		for (const part of [this.panel, this.alert]) for (const details of part.querySelectorAll("details")) {
			if (isPrinting && !details.open) details.setAttribute("data-p2p-unfolded", "");
			if (isPrinting || details.hasAttribute("data-p2p-unfolded")) details.open = isPrinting;
			if (!isPrinting) details.removeAttribute("data-p2p-unfolded");
		}
	}
	#forget() {
		this.#delivery = new Delivery();
		this.#verdict = null;
		this.show([]);
		this.alert.replaceChildren();
		this.evaluate();
	}
	/** @param {unknown} payer */
	#fieldsOf(payer) {
		return this.#policies.find((policy) => policy.id === payer)?.fields ?? null;
	}
	#fields() {
		return this.#fieldsOf(this.request["payer"]);
	}
	/** @param {boolean} [isHalf] what is being typed is not yet an answer */
	#read(isHalf = false) {
		/** While nobody knows whose rules they are, a fact is what any payer asks for. */
		const everywhere = this.#policies.length ? this.#policies.flatMap(({ fields }) => fields) : null;
		return readForm(this.form, {
			names: this.options.names ?? {},
			presets: (payer) => this.#usablePresets(payer),
			fieldsOf: (payer) => this.#fieldsOf(payer) ?? everywhere,
			typing: this.#typing,
			isHalf
		});
	}
	/** @param {unknown} payer undefined: only who it is */
	#usablePresets(payer) {
		const { payer: given, ...others } = this.options.preset ?? {};
		if (payer === void 0) return isNothing(given) || given === true || this.#hasWrongPayer() ? {} : { payer: given };
		const fields = this.#fieldsOf(payer) ?? (this.#policies.length ? this.#policies.flatMap((policy) => policy.fields) : null);
		return this.#presets.usable(others, payer, fields, (fact, value) => {
			if (!this.#rules) return null;
			const { findings } = ask(this.#rules, {
				payer,
				[fact]: value
			}, clock.now(), this.texts);
			return findings.find((finding) => finding.kind === "invalid" && finding.field === fact)?.message ?? null;
		});
	}
	/** A preset payer that nobody has loaded rules for; they may still be on their way. */
	#hasWrongPayer() {
		const payer = this.options.preset?.["payer"];
		if (isNothing(payer) || this.#fieldsOf(payer) || this.#arriving > 0 || performance.now() - this.#readyAt < LATE_POLICY) return false;
		this.#presets.tell(`The preset payer="${payer}" is none of those that are loaded (${this.#policies.map(({ id }) => id).join(", ")}), so its question is asked.`);
		return true;
	}
	/** Read, ask, and make the view. */
	#look() {
		if (!this.#rules) return;
		const { answers, decision } = this.#ask(this.#rules);
		this.request = answers.request;
		this.decision = decision;
		const fields = this.#fields();
		const presets = {
			...this.#usablePresets(void 0),
			...this.#usablePresets(this.request["payer"])
		};
		const isThere = (fact) => answers.controls.has(fact) || Object.hasOwn(presets, fact);
		const dropped = dropQuestions(this.#own, answers.controls);
		if (addQuestions(this.#own, decision, fields ?? this.#payerField(), isThere, this.texts) || dropped) Object.assign(answers, this.#read(this.#isHalf));
		this.#signature = signatureOf(answers, this.#own);
		const again = (request) => this.#rules ? ask(this.#rules, request, clock.now(), this.texts) : decision;
		this.view = makeView({
			form: this.#own,
			answers,
			decision,
			again,
			fields,
			presets,
			details: this.details,
			clock,
			verdict: {
				isServers: Boolean(this.#verdict?.decision),
				refusal: this.#verdict?.refusal ?? null
			},
			texts: this.texts
		});
	}
	/**
	* Reads and asks. What is wrong while it is still being typed, such as the first digits of a number, is no answer yet.
	* @param {import('./engine.js').Rules} rules
	* @returns {{ answers: import('./read-form.js').Answers, decision: Decision }}
	*/
	#ask(rules) {
		this.#isHalf = false;
		const whole = this.#decide(rules);
		if (!this.#typing || !isWrong(whole.answers, whole.decision, this.#typing)) return whole;
		this.#isHalf = true;
		return this.#decide(rules);
	}
	/** @param {import('./engine.js').Rules} rules */
	#decide(rules) {
		const answers = this.#read(this.#isHalf);
		const told = toJson(answers.request) ?? "";
		if (told !== this.#told) this.#verdict = null;
		this.#told = told;
		return {
			answers,
			decision: this.#verdict?.decision ?? ask(rules, answers.request, clock.now(), this.texts)
		};
	}
	/** The payers as a question, where the page has named one that there is not. @returns {FieldInfo[] | null} */
	#payerField() {
		if (!this.#hasWrongPayer()) return null;
		const known = this.#policies.flatMap(({ fields }) => fields).find(({ field }) => field === "payer");
		return [{
			field: "payer",
			kind: "choice",
			values: this.#policies.map(({ id, name }) => ({
				value: id,
				label: name
			})),
			question: known?.question ?? this.texts.whichPayer,
			hint: null
		}];
	}
	/** Nothing on the page may move while a pointer is down: what it is meant for would move away from under it. */
	#draw() {
		this.#isHeld = this.#guard.isPressed;
		if (this.#isHeld) return;
		if (this.view && drawQuestions(this.#own, this.view.questions, this.texts)) this.#look();
		const { view, decision } = this;
		if (!view || !decision) return;
		drawQuestions(this.#own, view.questions, this.texts);
		drawAnswer(this.panel, view, this.texts);
		const seen = this.#errors.mark(view.problems.filter(({ control }) => this.#shown.has(control)), this.#typing ?? this.#choosing);
		if (seen.length === 0) this.#errors.summarize([]);
		this.#speaker.say(view.announcement, seen.filter((problem) => !this.#errors.tells(problem)).map(({ control, message }) => ({
			control,
			words: this.texts.errorPrefix + message
		})));
		this.#tell("p2p-decision", {
			decision,
			request: this.request
		});
		this.#guard.overlook();
	}
	#drawHeld() {
		if (this.#isHeld) this.#draw();
	}
	/** Whether the form says something else than when it was last asked about, by whatever way that came to be. */
	#recheck() {
		if (!this.#rules || this.#delivery.busy) return;
		if (!this.#isMounted()) {
			this.#mount();
			this.evaluate();
		} else if (signatureOf(this.#read(this.#isHalf), this.#own) !== this.#signature) this.later();
	}
	#beat() {
		if (!this.#own.isConnected) return this.disconnect();
		if (document.hidden || !this.#rules || this.#delivery.busy) return;
		if (performance.now() - this.#askedAt > ASK_AGAIN) this.#lookAtClock();
		else this.#recheck();
	}
	/** Time alone may have changed the answer, or somebody has set the clock. */
	#lookAtClock() {
		if (!this.#rules || this.#delivery.busy) return;
		this.#askedAt = performance.now();
		const jumped = clock.noticeJump();
		if (jumped || clock.isStale) this.#measureClock();
		if (jumped || this.#isOutdated()) this.evaluate();
		else this.#recheck();
	}
	#isOutdated() {
		if (!this.#rules || !this.decision || this.#verdict) return false;
		const { checked_at: _, response_times: __, ...before } = this.decision;
		const { checked_at: ___, response_times: ____, ...after } = ask(this.#rules, this.request, clock.now(), this.texts);
		return toJson(before) !== toJson(after);
	}
	async #measureClock() {
		const before = `${clock.drift !== 0} ${clock.trust}`;
		await clock.measure();
		if (before !== `${clock.drift !== 0} ${clock.trust}` && !this.#delivery.busy) this.evaluate();
	}
	/** While typing, a message may go but none may come: half a date is not a wrong date. @param {Element} control */
	#typed(control) {
		if (isPicked(control)) this.#choosing = control;
		else this.#typing = control;
		this.#speaker.wait();
		this.later();
	}
	/** @param {Element} control */
	#edited(control) {
		if (isInParts(control) && control.matches(":focus")) this.#typed(control);
		else this.#finish(control);
	}
	/** @param {Element} control */
	#left(control) {
		if (control === this.#typing) return this.#finish(control);
		if (control !== this.#choosing) return;
		this.#choosing = null;
		this.later();
	}
	/** @param {Element} control */
	#finish(control) {
		const { type, value } = control;
		this.#typing = null;
		this.#choosing = isPicked(control) ? control : null;
		if (value !== "" && !CHOSEN.test(type)) this.#shown.add(control);
		this.#speaker.wait();
		this.later();
	}
	/** Nobody is at it: what was mended meanwhile is told as such, and what a choice has brought may come. */
	#rest() {
		const wasChoosing = this.#choosing !== null && this.#typing === null;
		this.#choosing = null;
		this.#errors.settle();
		if (wasChoosing) this.evaluate();
	}
	async #send() {
		const request = this.collect();
		if (this.#delivery.has(request)) return showAlert(this.alert);
		const detail = {
			request: JSON.parse(toJson(request) ?? "{}"),
			decision: this.decision,
			idempotency_key: this.#delivery.keyOf(request),
			headers: {}
		};
		if (!this.#tell("p2p-submit", detail, true) || this.options.endpoint === void 0) return null;
		this.#showSending(true);
		const result = await this.#delivery.send(detail.request, detail.headers, this.options, this.texts).finally(() => this.#showSending(false));
		this.#take(result);
		const show = this.#tell("p2p-outcome", {
			outcome: result,
			request: detail.request,
			decision: this.decision
		}, true);
		if (result.kind === "sent" && show) tellSent(this.alert, result.reference, {
			promises: this.view?.promises ?? [],
			contacts: this.decision?.contacts ?? []
		}, this.texts);
		return result;
	}
	/** @param {SendResult} result */
	#take(result) {
		if (result.kind === "refused") {
			this.#verdict = {
				decision: result.decision,
				refusal: null
			};
			this.evaluate();
			this.show(this.problems());
			if (result.decision.outcome !== "incomplete" || this.problems().length === 0) this.focusAnswer();
		} else if (result.kind === "failed") {
			this.#verdict = result.refusal === void 0 ? null : {
				decision: null,
				refusal: result.refusal
			};
			this.evaluate();
			tellFailure(this.alert, result.message, this.decision?.contacts ?? [], this.texts);
		}
	}
	/** @param {boolean} busy */
	#showSending(busy) {
		this.#own.toggleAttribute("data-p2p-sending", busy);
		this.#own.setAttribute("aria-busy", String(busy));
		if (busy) {
			this.alert.replaceChildren();
			this.status.textContent = this.texts.sending;
		}
	}
	/** @param {'loading' | 'ready' | 'missing'} state @param {{ fault?: import('./engine.js').LoadFault | undefined, reason?: string | undefined }} why */
	#become(state, { fault, reason }) {
		this.state = state;
		this.#own.setAttribute("data-p2p-state", state);
		for (const off of document.querySelectorAll("[data-p2p-off]")) if (off instanceof HTMLElement) off.hidden = true;
		this.panel.hidden = state === "missing";
		this.notice.replaceChildren();
		this.alert.querySelector("[data-p2p-waiting]")?.remove();
		if (state === "ready") this.evaluate();
		if (state === "missing") {
			showAll(this.#own);
			tellMissing(this.notice, {
				unchecked: this.options.fallback === "submit",
				fault: fault ?? "broken",
				again: () => void this.load()
			}, this.texts);
		}
		this.#tell("p2p-state", {
			state,
			...fault ? {
				fault,
				reason
			} : {}
		});
	}
	/**
	* @param {string} name
	* @param {unknown} detail
	* @param {boolean} [cancelable]
	* @returns {boolean} whether nobody has cancelled it
	*/
	#tell(name, detail, cancelable = false) {
		return this.#own.dispatchEvent(new CustomEvent(name, {
			bubbles: true,
			composed: true,
			cancelable,
			detail
		}));
	}
	/** What the gate puts into the form: where the form says so, or else where most forms have it. */
	#mount() {
		renewIds(this.#own);
		const [first] = this.#own.children;
		for (const [name, part] of this.#parts()) {
			const found = this.#own.querySelector(`[data-p2p-${name}]`);
			if (found === part) continue;
			if (found instanceof HTMLElement) this.#replace(name, found);
			else if (name === "notice" || name === "errors") this.#own.insertBefore(part, first ?? null);
			else this.#own.append(part);
		}
		this.#errors.place = this.errors;
		this.#guard.close();
	}
	#isMounted() {
		return this.#parts().every(([, part]) => this.#own.contains(part));
	}
	/** @returns {[string, HTMLElement][]} */
	#parts() {
		return [
			["notice", this.notice],
			["errors", this.errors],
			["answer", this.panel],
			["alert", this.alert],
			["status", this.status]
		];
	}
	/** @param {string} name @param {HTMLElement} place */
	#replace(name, place) {
		if (name === "answer") this.panel = place;
		else this[name] = place;
	}
	/** @param {string} name @param {Record<string, string>} [attributes] @returns {HTMLElement} */
	#part(name, attributes) {
		const found = this.#own.querySelector(`[data-p2p-${name}]`);
		return found instanceof HTMLElement ? found : h("div", {
			[`data-p2p-${name}`]: true,
			"data-p2p-built": true,
			...attributes
		});
	}
};
/** @param {Element} control */
function isPicked(control) {
	return control.localName === "select" || CHOSEN.test(
		/** @type {HTMLInputElement} */
		control.type
	);
}
/** @param {Element} control */
function isInParts(control) {
	return /^(?:date|datetime-local|time|month|week)$/.test(
		/** @type {HTMLInputElement} */
		control.type
	);
}
/** What an answer depends on, as text. @param {import('./read-form.js').Answers} answers @param {HTMLFormElement} form */
function signatureOf({ request, controls, unreadable }, form) {
	return `${toJson(request)} ${[...controls.values()].reduce((sum, list) => sum + list.length, 0)} ${unreadable.size} ${wrappers(form).length}`;
}
// www/gate/tag.js
/** @typedef {import('./options.js').Options} Options */
/** A form has one gate, also where two copies of this script are on the page. */
const GATE = Symbol.for("p2p-review.gate");
/** @param {HTMLFormElement} form @returns {Gate | null} */
function gateOf(form) {
	return form[GATE] ?? null;
}
/**
* Puts the gate before a form. A form has one gate: asking again returns the same.
* @param {HTMLFormElement} form
* @param {Options} [options]
* @param {Promise<unknown>} [settled] when the page's own scripts are done with the form's markup
* @returns {Gate}
*/
function attach(form, options, settled) {
	const known = gateOf(form);
	known?.connect();
	const gate = known ?? new Gate(form, options, settled);
	Reflect.defineProperty(form, GATE, {
		configurable: true,
		writable: true,
		enumerable: false,
		value: gate
	});
	return gate;
}
/** What a server has of it: nothing, but the module can be imported. */
const Base = globalThis.HTMLElement ?? class {};
/**
* Attributes: endpoint, fallback, timeout, credentials, module, names="fact=name fact=name"; every other one presets the
* fact of that name, with a dash for an underscore: payer="regence" line-of-business="commercial".
*/
var P2PGate = class extends Base {
	static attach = attach;
	/** @type {Map<HTMLFormElement, Gate>} */
	#gates = /* @__PURE__ */ new Map();
	/** @type {Options} what a script has told, which goes before attributes */
	#given = {};
	/** Made of markup that was there already: some framework may still be at it. */
	#isUpgrade = this.isConnected;
	/** @type {AbortController | null} */
	#listening = null;
	/** @type {WeakSet<Node>} */
	#watched = /* @__PURE__ */ new WeakSet();
	/** @type {MutationObserver | null} */
	#attributes = null;
	/** @type {MutationObserver | null} */
	#tree = null;
	/** The gate before the first form; null while there is none. */
	get gate() {
		return this.gates[0] ?? null;
	}
	/** Those before all forms of this tag. */
	get gates() {
		return [...this.#gates.values()];
	}
	get options() {
		return this.#given;
	}
	set options(options) {
		this.#given = options ?? {};
		this.#apply();
	}
	get headers() {
		return this.#given.headers;
	}
	set headers(headers) {
		this.options = {
			...this.#given,
			...headers === void 0 ? {} : { headers }
		};
	}
	connectedCallback() {
		if (this.#listening) {
			for (const gate of this.gates) gate.connect();
			return this.#find();
		}
		this.#takeOver("options");
		this.#takeOver("headers");
		this.#listening = new AbortController();
		this.#attributes = new MutationObserver(() => this.#apply());
		this.#attributes.observe(this, { attributes: true });
		this.#tree = new MutationObserver(() => this.#find());
		this.#watch(this);
		for (const name of [
			"focusin",
			"pointerdown",
			"keydown",
			"input"
		]) this.addEventListener(name, (event) => this.#lookInto(event), {
			capture: true,
			signal: this.#listening.signal
		});
		const around = formAround(this);
		if (around) this.#watch(around);
		if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.#find(), {
			once: true,
			signal: this.#listening.signal
		});
		else this.#find();
	}
	/** What a page has set before this tag was defined would hide the setter. @param {'options' | 'headers'} name */
	#takeOver(name) {
		if (!Object.hasOwn(this, name)) return;
		const value = this[name];
		Reflect.deleteProperty(this, name);
		Object.assign(this, { [name]: value });
	}
	disconnectedCallback() {
		queueMicrotask(() => {
			if (this.isConnected) return;
			this.#listening?.abort();
			this.#listening = null;
			this.#attributes?.disconnect();
			this.#tree?.disconnect();
			this.#watched = /* @__PURE__ */ new WeakSet();
			for (const gate of this.#gates.values()) gate.disconnect();
			this.#gates.clear();
		});
	}
	/** Takes the gate away; the form is the page's again. */
	destroy() {
		for (const form of [...this.#gates.keys()]) this.#release(form);
	}
	/** @param {HTMLFormElement} form */
	#release(form) {
		this.#gates.get(form)?.destroy();
		this.#gates.delete(form);
		Reflect.deleteProperty(form, GATE);
	}
	/** @param {Node} root this tag, a shadow tree in it, or the form around it */
	#watch(root) {
		if (this.#watched.has(root) || !this.#listening) return;
		this.#watched.add(root);
		this.#tree?.observe(root, {
			childList: true,
			subtree: true
		});
		root.addEventListener("submit", (event) => this.#submitted(event), {
			capture: true,
			signal: this.#listening.signal
		});
	}
	#find() {
		if (!this.#listening || document.readyState === "loading") return;
		const around = formAround(this);
		const forms = new Set(around ? [around] : this.#formsIn(this));
		for (const [form, gate] of this.#gates) {
			if (forms.has(form)) continue;
			gate.disconnect();
			this.#gates.delete(form);
		}
		for (const form of forms) this.#add(form);
	}
	/** @param {HTMLFormElement} form */
	#add(form) {
		const known = this.#gates.get(form);
		if (known) return known;
		const options = {
			...attributeOptions(this),
			...this.#given
		};
		const gate = attach(form, options, this.#isUpgrade ? settled(this) : void 0);
		Object.assign(gate.options, options);
		this.#gates.set(form, gate);
		return gate;
	}
	/**
	* @param {ParentNode & Node} root
	* @returns {HTMLFormElement[]}
	*/
	#formsIn(root) {
		this.#watch(root);
		const found = [];
		for (const element of root.querySelectorAll("*")) {
			if (element instanceof HTMLFormElement && closestGate(element, root) === null) found.push(element);
			if (element.shadowRoot) found.push(...this.#formsIn(element.shadowRoot));
			else if (element.localName.includes("-") && !element.matches(":defined")) customElements.whenDefined(element.localName).then(() => this.#find());
		}
		return found;
	}
	/** @param {Event} event */
	#submitted(event) {
		const { target: form } = event;
		if (!(form instanceof HTMLFormElement) || closestGate(form, this) !== null || this.#gates.has(form)) return;
		if (document.readyState === "loading") {
			event.preventDefault();
			event.stopImmediatePropagation();
		} else this.#add(form).handleSubmit(event);
	}
	/** Shadow trees come without a sign; whoever is about to use one gives it away. @param {Event} event */
	#lookInto(event) {
		if (event.composedPath().some((node) => node instanceof ShadowRoot && !this.#watched.has(node) && this.contains(node.host.getRootNode() === document ? node.host : this))) this.#find();
	}
	#apply() {
		for (const gate of this.#gates.values()) {
			Object.assign(gate.options, attributeOptions(this), this.#given);
			gate.evaluate();
		}
	}
};
/** Another tag between a form and the root: the form is that one's. @param {Element} form @param {Node} root */
function closestGate(form, root) {
	const gate = form.closest("p2p-gate");
	return gate && gate !== root && root.contains(gate) ? gate : null;
}
/** @param {Element} element @returns {HTMLFormElement | null} also where it stands in a shadow tree in the form */
function formAround(element) {
	for (let at = element; at;) {
		const form = at.closest("form");
		if (form) return form;
		const root = at.getRootNode();
		at = root instanceof ShadowRoot ? root.host : null;
	}
	return null;
}
/** How long a page may take to load all that is in it before it is taken as it is. */
const LOADING = 1e3;
const LOOK_AGAIN = 50;
const HYDRATION = 1e4;
/**
* Resolves when the page's scripts are done with markup that came from a server: until a framework has taken it over, a
* change would be an error to it. Submissions are held back meanwhile all the same.
* @param {Element} element
*/
async function settled(element) {
	const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
	if (document.readyState !== "complete") await Promise.race([new Promise((resolve) => addEventListener("load", resolve, { once: true })), wait(LOADING)]);
	await wait(0);
	for (const end = performance.now() + HYDRATION; isBeingHydrated(element) && performance.now() < end;) await wait(LOOK_AGAIN);
}
/** React marks its root, and what it has taken over. @param {Element} element */
function isBeingHydrated(element) {
	const has = (node, mark) => Object.keys(node).some((key) => key.startsWith(mark));
	if (has(element, "__reactFiber")) return false;
	for (let above = element.parentNode; above; above = above.parentNode) if (has(above, "__reactContainer")) return true;
	return false;
}
// www/p2p-gate.js
/** @typedef {import('./gate/options.js').Options} Options */
if (globalThis.customElements && !customElements.get("p2p-gate")) customElements.define("p2p-gate", P2PGate);
export { Gate, P2PGate, attach, gateTexts, provideRules };
