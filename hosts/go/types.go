// Code generated from the engine's own shapes (npm run conformance). DO NOT EDIT.

package p2preview

// Decision: The answer to one request at one instant.
type Decision struct {
	// Whether the request can be made.
	Outcome Outcome `json:"outcome"`
	// All findings: rejects first, then invalid values, warnings, notices.
	Findings []Finding `json:"findings"`
	// The unanswered facts that can still change the outcome, in asking order. Empty if ineligible.
	Needed []OpenFact `json:"needed"`
	// The unanswered facts that can change anything except the outcome, in asking order. Empty if ineligible.
	Optional []OpenFact `json:"optional"`
	// When the request must be in; null until that is decided.
	Deadline *Deadline `json:"deadline"`
	// When the payer promises to respond. Empty if ineligible.
	ResponseTimes []ResponseTime `json:"response_times"`
	// Where the request goes. Empty if ineligible.
	Contacts []NextStep `json:"contacts"`
	// The policy's further deadlines, in its order, without those that are not decided yet.
	Clocks []Deadline `json:"clocks"`
	// The policy that decided; null unless a known payer is given.
	Policy *PolicyVersion `json:"policy"`
	// The version of this engine.
	Engine string `json:"engine"`
	// The `now` that was used, UTC.
	CheckedAt string `json:"checked_at"`
}

// Finding: Something that was found about a request.
type Finding struct {
	// What it means for the request.
	// One of reject, invalid, warning, notice; more may come.
	Kind string `json:"kind"`
	// `<policy>/<rule>`, or `request/<code>` with the code `unknown-payer`, `wrong-type`, `unknown-value`, `bad-date`,
	// `future-date`, `too-long`, `bad-number`, `bad-phone`, `bad-npi`, `bad-email`, `bad-window`,
	// `too-many-windows`, `window-order`, `window-past` or `unknown-key`.
	Rule string `json:"rule"`
	// The fact that it is about.
	Field *string `json:"field"`
	// A JSON Pointer to the part of that field that it is about, such as `/1/start`.
	At *string `json:"at"`
	// What it means and what to do, in plain words.
	Message string `json:"message"`
	// Whether a person has to see it before sending.
	// One of first, folded; more may come.
	Shown string `json:"shown"`
	// For a reject: whether it only means that another form or address is right.
	Elsewhere bool `json:"elsewhere"`
	// The published statements that it is based on.
	Citation *Citation `json:"citation"`
	// What to do instead, or next. Never empty for a reject.
	NextSteps []NextStep `json:"next_steps"`
}

// Citation: A reference to a payer's document.
type Citation struct {
	// The document's id.
	Source string `json:"source"`
	// The document's title.
	Title string `json:"title"`
	// The heading as printed, if there is one.
	Section *string `json:"section"`
	// The ids of the statements, the most relevant one first.
	Statements []string `json:"statements"`
	// The day on which the document takes effect, `YYYY-MM-DD`; null if it states none.
	Effective *string `json:"effective"`
}

// NextStep: What the person can do next: whom to call, which form to use.
type NextStep struct {
	// The step's id in the policy.
	ID string `json:"id"`
	// What the step is for.
	Label string `json:"label"`
	// The kind of step; `letter` means that the denial letter says how.
	// One of phone, fax, mail, form, portal, email, letter; more may come.
	Kind string `json:"kind"`
	// The number, address or name as printed; absent if the source names none.
	Value *string `json:"value"`
	// `tel:` or `https:`.
	Href *string `json:"href"`
	// What to keep in mind.
	Note *string `json:"note"`
}

// OpenFact: An unanswered fact, with the statements that require it.
type OpenFact struct {
	// The fact.
	Field string `json:"field"`
	// The statements; null if no document requires it, only common sense (C19).
	Citation *Citation `json:"citation"`
}

// Deadline: A deadline, and how it was computed. All days are in the payer's time zone, `YYYY-MM-DD`; last days are
// inclusive.
type Deadline struct {
	// The policy's name for this clock.
	ID string `json:"id"`
	// What the last day is called, such as "Request by".
	Label string `json:"label"`
	// Day 0.
	Start string `json:"start"`
	// The fact from which day 0 was taken.
	StartField string `json:"start_field"`
	// How many units are counted; null if the letter or the plan names the last day.
	Count *int `json:"count"`
	// The unit; `date` if the letter or the plan names the last day.
	// One of business-days, calendar-days, hours, date, business-hours; more may come.
	Unit string `json:"unit"`
	// The first day on which the request can be made, if the policy sets one.
	Opens *string `json:"opens"`
	// The last day by the strictest fair reading of the policy; never after `due`.
	Safe string `json:"safe"`
	// The last day by the plain reading.
	Due string `json:"due"`
	// The last day by the most generous fair reading, until which the gate stays open; never before `due`.
	Closes string `json:"closes"`
	// The first instant after `due`, UTC.
	DueAt string `json:"due_at"`
	// The first instant after `closes`, UTC.
	ClosesAt string `json:"closes_at"`
	// The payer's time zone, an IANA name.
	// One of America/New_York, America/Chicago, America/Denver, America/Phoenix, America/Los_Angeles, America/Anchorage, Pacific/Honolulu, America/Puerto_Rico; more may come.
	TimeZone string `json:"time_zone"`
	// Where `now` stands. `not-open`: before `opens`; `open`: before `safe`; `last-day`: on `safe`; `past-safe`:
	// after `safe`, up to `due`; `past-due`: after `due`, up to `closes`; `closed`: after that.
	// One of not-open, open, last-day, past-safe, past-due, closed; more may come.
	Status string `json:"status"`
	// The days after today up to `safe` that count by the strictest reading; 0 from `safe` on; null for hours and
	// dates.
	DaysLeft *int `json:"days_left"`
	// Each day after `start` up to `due`; empty for hours and dates.
	Days []DeadlineDay `json:"days"`
	// The statements that set the deadline.
	Citation *Citation `json:"citation"`
}

// DeadlineDay: One day in the computation of a deadline.
type DeadlineDay struct {
	// The day.
	Date string `json:"date"`
	// Its number, counted from 1; null if it is skipped.
	Counts *int `json:"counts"`
	// Why it is skipped: `weekend`, or the holiday's name.
	Skipped *string `json:"skipped"`
	// The holiday's name, if the payer may be open on that day; `safe` counts it as a business day.
	Doubtful *string `json:"doubtful"`
}

// ResponseTime: A response that the payer promises, and when it is due if the request is sent now.
type ResponseTime struct {
	// The promise's id in the policy.
	ID string `json:"id"`
	// What is promised.
	Label string `json:"label"`
	// How many units it takes.
	Count int `json:"count"`
	// The unit, as in a deadline.
	// One of business-days, calendar-days, hours, date, business-hours; more may come.
	Unit string `json:"unit"`
	// The first instant after the promised time, UTC.
	By string `json:"by"`
	// The statements that promise it.
	Citation *Citation `json:"citation"`
}

// PolicyVersion: The policy that decided, and its documents.
type PolicyVersion struct {
	// The payer's id.
	ID string `json:"id"`
	// The payer's name.
	Name string `json:"name"`
	// The newest source's effective date and a hash of the policy's content.
	Version string `json:"version"`
	// The documents that the policy is based on.
	Sources []SourceVersion `json:"sources"`
}

// SourceVersion: What a decision says about a document.
type SourceVersion struct {
	// The document's id in the policy.
	ID string `json:"id"`
	// The document's title.
	Title string `json:"title"`
	// The day on which it takes effect, `YYYY-MM-DD`.
	Effective *string `json:"effective"`
	// The day on which its publisher will review it next, `YYYY-MM-DD`.
	NextReview *string `json:"next_review"`
}

// PolicySummary: What a form needs to know about a loaded policy.
type PolicySummary struct {
	// The payer's id, the value of `payer` in a request.
	ID string `json:"id"`
	// The payer's name.
	Name string `json:"name"`
	// The version, as in the `policy` of a decision.
	Version string `json:"version"`
	// The lines of business that its documents cover.
	LinesOfBusiness []string `json:"lines_of_business"`
	// The services that its documents cover.
	Services []string `json:"services"`
	// Every fact that a form may have to ask for, in asking order.
	Fields []FieldInfo `json:"fields"`
}

// FieldInfo: How a form asks for a fact.
type FieldInfo struct {
	// The fact's key in a request.
	Field string `json:"field"`
	// The kind of its value.
	// One of boolean, choice, date, datetime, number, text, phone, npi, email, windows; more may come.
	Kind string `json:"kind"`
	// The values of a choice; null for other kinds.
	Values []FieldValue `json:"values"`
	// The question, in the payer's wording if the policy has its own.
	Question string `json:"question"`
	// Where to find the answer, or what counts.
	Hint *string `json:"hint"`
	// Whether `"unsure"` is a valid answer.
	Unsure bool `json:"unsure"`
}

// FieldValue: One value of a choice.
type FieldValue struct {
	// The value in a request.
	Value string `json:"value"`
	// The text that a person sees.
	Label string `json:"label"`
}
