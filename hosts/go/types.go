// Code generated from the engine's own shapes (npm run conformance). DO NOT EDIT.

package p2preview

// Decision: The answer to one request, as of one instant.
type Decision struct {
	// Whether the request can be made.
	// One of eligible, ineligible, incomplete; more may come.
	Outcome Outcome `json:"outcome"`
	// All findings: rejects first, then invalid values, warnings, notices.
	Findings []Finding `json:"findings"`
	// The unanswered facts that can still change the outcome, in asking order; empty once ineligible.
	Needed []OpenFact `json:"needed"`
	// The unanswered facts that can change anything but the outcome; empty once ineligible.
	Optional []OpenFact `json:"optional"`
	// By when the request must be in; null until that is decided.
	Deadline *Deadline `json:"deadline"`
	// What the payer promises; empty once ineligible.
	ResponseTimes []ResponseTime `json:"response_times"`
	// Where this request goes; empty once ineligible.
	Contacts []NextStep `json:"contacts"`
	// The policy's further clocks, in its order; one that can't be computed yet is left out.
	Clocks []Deadline `json:"clocks"`
	// The policy that decided; absent while no known payer is named.
	Policy *PolicyVersion `json:"policy"`
	// This engine's version.
	Engine string `json:"engine"`
	// The `now` that was used: UTC, RFC 3339.
	CheckedAt string `json:"checked_at"`
}

// Finding: One thing found about a request.
type Finding struct {
	// How it bears on the request.
	// One of reject, invalid, warning, notice; more may come.
	Kind string `json:"kind"`
	// `<policy>/<rule>`, or `request/<code>`: `unknown-payer`, `wrong-type`, `unknown-value`, `bad-date`, `future-date`,
	// `too-long`, `bad-number`, `bad-phone`, `bad-npi`, `bad-email`, `bad-window`, `too-many-windows`, `window-order`, `window-past`, `unknown-key`.
	Rule string `json:"rule"`
	// The fact that it turns on.
	Field *string `json:"field"`
	// JSON Pointer inside that field.
	At *string `json:"at"`
	// Plain words.
	Message string `json:"message"`
	// Whether a person has to see it before sending, or it may be collapsed.
	// One of first, folded; more may come.
	Shown string `json:"shown"`
	// A reject that only means: not with this form (C23).
	Elsewhere bool `json:"elsewhere"`
	// The published sentence that says so.
	Citation *Citation `json:"citation"`
	// Where to go instead, or next.
	NextSteps []NextStep `json:"next_steps"`
}

// Citation: Where a payer's document says so.
type Citation struct {
	// The document's id.
	Source string `json:"source"`
	// The document's title.
	Title string `json:"title"`
	// The heading as printed.
	Section *string `json:"section"`
	// The numbered statements, the leading one first.
	Statements []string `json:"statements"`
	// The day from which the document holds, `YYYY-MM-DD`; absent when it names none.
	Effective *string `json:"effective"`
}

// NextStep: A way to go: whom to call, which form to use.
type NextStep struct {
	// Its id in the policy.
	ID string `json:"id"`
	// What it is for.
	Label string `json:"label"`
	// What kind of way it is; `letter` means that the denial letter says how.
	// One of phone, fax, mail, form, portal, email, letter; more may come.
	Kind string `json:"kind"`
	// The number, address or name as printed; absent where the source names none.
	Value *string `json:"value"`
	// `tel:` or `https:`.
	Href *string `json:"href"`
	// What to keep in mind.
	Note *string `json:"note"`
}

// OpenFact: An unanswered fact and the sentence that asks for it.
type OpenFact struct {
	// The fact.
	Field string `json:"field"`
	// The sentence; null where only common sense asks (C19).
	Citation *Citation `json:"citation"`
}

// Deadline: The day by which something must be done, with its arithmetic. Days are the payer's, in its time zone; last days are
// inclusive.
type Deadline struct {
	// The policy's name for this clock.
	ID string `json:"id"`
	// What the day is, such as "Request by".
	Label string `json:"label"`
	// Day 0. `YYYY-MM-DD`, as all days here.
	Start string `json:"start"`
	// The fact that day 0 was taken from.
	StartField string `json:"start_field"`
	// How many units there are; absent where the day itself is named.
	Count *int `json:"count"`
	// What is counted; `date` where the letter or the plan names the day itself.
	// One of business-days, calendar-days, hours, date, business-hours; more may come.
	Unit string `json:"unit"`
	// The first day on which it can be used, where the policy says so.
	Opens *string `json:"opens"`
	// The last day by the strictest fair reading; never after `due`.
	Safe string `json:"safe"`
	// The last day.
	Due string `json:"due"`
	// The last day on which the gate stays open; never before `due`.
	Closes string `json:"closes"`
	// The first instant after the last day, UTC.
	DueAt string `json:"due_at"`
	// The first instant at which the gate is closed, UTC.
	ClosesAt string `json:"closes_at"`
	// The payer's zone, by its IANA name.
	// One of America/New_York, America/Chicago, America/Denver, America/Phoenix, America/Los_Angeles, America/Anchorage, Pacific/Honolulu, America/Puerto_Rico; more may come.
	TimeZone string `json:"time_zone"`
	// The status as of now. `last-day`: today is the safe day; `past-safe`: after it, up to `due`; `past-due`: up to
	// `closes`.
	// One of not-open, open, last-day, past-safe, past-due, closed; more may come.
	Status string `json:"status"`
	// Days after today up to `safe` that the strictest reading counts; 0 from `safe` on; absent for hours and dates.
	DaysLeft *int `json:"days_left"`
	// Every day from the first after `start` up to `due`; empty for hours and dates.
	Days []DeadlineDay `json:"days"`
	// The sentence that sets it.
	Citation *Citation `json:"citation"`
}

// DeadlineDay: One day of a deadline's arithmetic.
type DeadlineDay struct {
	// The day.
	Date string `json:"date"`
	// Its number, counted from 1; absent for a day that is skipped.
	Counts *int `json:"counts"`
	// Why it is skipped: `weekend`, or the holiday's name.
	Skipped *string `json:"skipped"`
	// The holiday's name, if many offices are open that day: `safe` counts it as a business day.
	Doubtful *string `json:"doubtful"`
}

// ResponseTime: What the payer promises to do, and by when if the request were sent now.
type ResponseTime struct {
	// Its id in the policy.
	ID string `json:"id"`
	// What is promised.
	Label string `json:"label"`
	// How many units.
	Count int `json:"count"`
	// The unit, as in [`Deadline::unit`].
	// One of business-days, calendar-days, hours, date, business-hours; more may come.
	Unit string `json:"unit"`
	// The first instant after the promise has run out, UTC.
	By string `json:"by"`
	// The sentence that promises it.
	Citation *Citation `json:"citation"`
}

// PolicyVersion: Which policy decided, and what it rests on.
type PolicyVersion struct {
	// The payer's id.
	ID string `json:"id"`
	// The payer's name.
	Name string `json:"name"`
	// The newest source's effective date and a hash of the policy's content.
	Version string `json:"version"`
	// The documents.
	Sources []SourceVersion `json:"sources"`
}

// SourceVersion: What a decision says of a document.
type SourceVersion struct {
	// Its id.
	ID string `json:"id"`
	// Its title.
	Title string `json:"title"`
	// The day from which it holds, `YYYY-MM-DD`.
	Effective *string `json:"effective"`
	// When its publisher reviews it next, `YYYY-MM-DD`.
	NextReview *string `json:"next_review"`
}

// PolicySummary: A loaded policy, as far as a form needs to know it.
type PolicySummary struct {
	// The payer's id: what a request's `payer` names.
	ID string `json:"id"`
	// The payer's name.
	Name string `json:"name"`
	// As in [`PolicyVersion::version`].
	Version string `json:"version"`
	// The lines of business that its documents speak of.
	LinesOfBusiness []string `json:"lines_of_business"`
	// The services that its documents speak of.
	Services []string `json:"services"`
	// Every fact that it can ask for, in asking order.
	Fields []FieldInfo `json:"fields"`
}

// FieldInfo: How to ask for one fact.
type FieldInfo struct {
	// The fact: the request's key.
	Field string `json:"field"`
	// What sort of value it has.
	// One of boolean, choice, date, datetime, number, text, phone, npi, email, windows; more may come.
	Kind string `json:"kind"`
	// The values of a choice; absent for other kinds.
	Values []FieldValue `json:"values"`
	// The question, in the payer's own wording where it has one.
	Question string `json:"question"`
	// Where the letter says it, or what counts.
	Hint *string `json:"hint"`
	// Whether `"unsure"` is an answer.
	Unsure bool `json:"unsure"`
}

// FieldValue: One value of a choice.
type FieldValue struct {
	// What the request holds.
	Value string `json:"value"`
	// What the person sees.
	Label string `json:"label"`
}
