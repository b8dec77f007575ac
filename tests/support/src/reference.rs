//! The reference evaluator: what each statement of the sources, and each decision on their gaps, requires of a request,
//! as plain ifs in the order of the statements. It was written from the statements alone, without looking at the engine
//! or the policy files, and shares no code with them, so that each can be tested against the other.
//!
//! It also evaluates incomplete requests: it reports a finding when the given answers are enough for it, whatever the
//! missing ones are. It does not say what is still needed; the test that uses it finds out by trying all completions.

pub mod days;

use days::{Closed, Day};

/// The answers that the statements depend on; `None` if not answered.
#[derive(Clone, Copy, Default, Debug)]
pub struct Facts<'a> {
    pub line_of_business: Option<&'a str>,
    pub plan_state: Option<&'a str>,
    pub service: Option<&'a str>,
    pub denial_timing: Option<&'a str>,
    pub denial_basis: Option<&'a str>,
    pub denial_date: Option<Day>,
    pub letter_received: Option<bool>,
    pub letter_offers_p2p: Option<bool>,
    pub member_liable: Option<bool>,
    pub service_rendered: Option<bool>,
    pub purpose: Option<&'a str>,
    pub expedited_appeal: Option<bool>,
    pub appeal_filed: Option<bool>,
    pub prior_p2p: Option<bool>,
    pub member_discharged: Option<bool>,
    pub new_clinical_information: Option<&'a str>,
    pub requested_by: Option<&'a str>,
    pub attendee: Option<&'a str>,
    pub meeting_format: Option<&'a str>,
    pub windows_agreed: Option<bool>,
    pub call_windows: Option<&'a [Window]>,
    pub member_name: bool,
    pub member_id: bool,
    pub provider_name: bool,
    pub contact_phone: bool,
    pub direct_line: bool,
    pub medication_name: bool,
}

/// A time at which the provider can take the call, payer-local, in minutes since midnight.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    pub date: Day,
    pub start: u32,
    pub end: u32,
}

/// The payer-local day and minute of now.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    pub today: Day,
    pub minute: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    Reject,
    Invalid,
    Warning,
}

/// A finding that the sources require.
#[derive(Clone, Copy, Debug)]
pub struct RequiredFinding {
    pub kind: Kind,
    /// The fact that it is about; empty if none.
    pub field: &'static str,
    /// The citation must name one of these statements; empty if it is based on a decision (C…) only.
    pub by: &'static [&'static str],
    /// False if the sources leave open whether to say this here. The outcome doesn't depend on it.
    pub must: bool,
    /// Whether this reject only means that another form or address is right (C23).
    pub elsewhere: bool,
}

/// Something that the person must be told, whatever the outcome (C22, ASU-14).
#[derive(Clone, Copy, Debug)]
pub struct Note {
    pub by: &'static [&'static str],
    /// Whether it must be visible before sending. If nothing can be sent, nothing has to be.
    pub first: bool,
}

/// A missing fact, and the statements that require it.
#[derive(Clone, Copy, Debug)]
pub struct MissingFact {
    pub field: &'static str,
    pub by: &'static [&'static str],
}

/// Everything that the sources say about a request.
#[derive(Default, Debug)]
pub struct Answer {
    pub findings: Vec<RequiredFinding>,
    /// The missing facts. Without statements, only C19 requires a fact.
    pub missing: Vec<MissingFact>,
    /// Notices: those that must be shown first, and those that need not be.
    pub notes: Vec<Note>,
}

impl Answer {
    pub fn rejected(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.kind == Kind::Reject && finding.must)
    }

    pub fn invalid(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.kind == Kind::Invalid && finding.must)
    }

    fn find(&mut self, kind: Kind, field: &'static str, by: &'static [&'static str]) {
        self.findings.push(RequiredFinding {
            kind,
            field,
            by,
            must: true,
            elsewhere: false,
        });
    }

    /// A reject that only means that another form or address is right (C23).
    fn reject_elsewhere(&mut self, field: &'static str, by: &'static [&'static str]) {
        self.reject(field, by);
        if let Some(finding) = self.findings.last_mut() {
            finding.elsewhere = true;
        }
    }

    fn note(&mut self, first: bool, by: &'static [&'static str]) {
        self.notes.push(Note { by, first });
    }

    fn reject(&mut self, field: &'static str, by: &'static [&'static str]) {
        self.find(Kind::Reject, field, by);
    }

    fn invalidate(&mut self, field: &'static str, by: &'static [&'static str]) {
        self.find(Kind::Invalid, field, by);
    }

    fn warn(&mut self, field: &'static str, by: &'static [&'static str]) {
        self.find(Kind::Warning, field, by);
    }

    fn may_warn(&mut self, field: &'static str, by: &'static [&'static str]) {
        self.findings.push(RequiredFinding {
            kind: Kind::Warning,
            field,
            by,
            must: false,
            elsewhere: false,
        });
    }

    fn need(&mut self, field: &'static str, given: bool, by: &'static [&'static str]) {
        if !given {
            self.missing.push(MissingFact { field, by });
        }
    }
}

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);
const FOUR_PM: u32 = 16 * 60;
const NINE_AM: u32 = 9 * 60;

/// The payers whose sources it covers.
pub const PAYERS: [&str; 3] = ["asuris", "pacificsource", "regence"];

/// What the sources say about a request to `payer`.
pub fn evaluate(payer: &str, f: &Facts, now: Now) -> Answer {
    let mut a = Answer::default();
    every_payer(f, now, &mut a);
    // A date after today can't be the letter's, so it counts as missing.
    let mut f = *f;
    f.denial_date = f.denial_date.filter(|date| *date <= now.today);
    match payer {
        "pacificsource" => pacificsource(&f, now, &mut a),
        "regence" => regence(&f, now, &mut a),
        "asuris" => asuris(&f, now, &mut a),
        _ => panic!("no payer {payer}"),
    }
    // C22 is about what is shown before sending. After a reject nothing is sent.
    if a.rejected() {
        a.notes.iter_mut().for_each(|note| note.first = false);
    }
    a
}

fn every_payer(f: &Facts, now: Now, a: &mut Answer) {
    if f.denial_date.is_some_and(|date| date > now.today) {
        a.invalidate("denial_date", &[]);
    }
    for window in f.call_windows.unwrap_or_default() {
        // C9: a window in the past, or ending before it starts
        let over = (window.date, window.end) <= (now.today, now.minute);
        if window.end <= window.start || over {
            a.invalidate("call_windows", &[]);
        }
    }
}

fn pacificsource(f: &Facts, now: Now, a: &mut Answer) {
    // C11: the policy applies to requests made since it took effect, whatever the date of the letter. Before that day,
    // what only the policy says is a warning, and what the FAQ says rejects.
    let in_force = now.today >= Day::of("2025-12-01");
    let policy_review = Day::of("2026-12-01");

    // PS-FAQ-02, PS-POLICY-33
    if f.denial_basis == Some("claim") || f.denial_basis == Some("contract") {
        let by: &[&str] = if in_force {
            &["PS-POLICY-33"]
        } else {
            &["PS-FAQ-02"]
        };
        a.reject("denial_basis", by);
    }
    // PS-FAQ-02, PS-FAQ-29, C13
    if f.denial_basis == Some("reimbursement") {
        a.warn("denial_basis", &["PS-FAQ-02", "PS-FAQ-29"]);
    }
    // PS-POLICY-01, PS-POLICY-11, PS-POLICY-12, C13
    if f.denial_basis == Some("investigational") || f.denial_basis == Some("other") {
        a.warn(
            "denial_basis",
            &["PS-POLICY-01", "PS-POLICY-11", "PS-POLICY-12"],
        );
    }
    // PS-FAQ-06
    a.need(
        "denial_date",
        f.denial_date.is_some(),
        &["PS-FAQ-06", "PS-POLICY-22"],
    );
    // PS-FAQ-07, PS-POLICY-15, PS-POLICY-30, C1, C11
    if f.appeal_filed == YES {
        if in_force {
            a.reject("appeal_filed", &["PS-POLICY-15", "PS-POLICY-30"]);
        } else {
            a.warn("appeal_filed", &["PS-FAQ-07"]);
        }
    }
    // PS-FAQ-09, PS-POLICY-29, C3
    if f.prior_p2p == YES {
        let by: &[&str] = if in_force {
            &["PS-POLICY-29"]
        } else {
            &["PS-FAQ-09"]
        };
        a.reject("prior_p2p", by);
    }
    // PS-FAQ-11
    if f.requested_by == Some("other") {
        a.reject("requested_by", &["PS-FAQ-11"]);
    }
    // PS-FAQ-11, PS-POLICY-12, C4
    if f.requested_by == Some("treating-provider") {
        a.warn("requested_by", &["PS-FAQ-11", "PS-POLICY-12"]);
    }
    // PS-FAQ-12
    if f.attendee == Some("other-clinician") || f.attendee == Some("staff") {
        a.reject("attendee", &["PS-FAQ-12"]);
    }
    // PS-FAQ-12, C4
    if f.attendee == Some("treating-provider") {
        a.warn("attendee", &["PS-FAQ-12", "PS-POLICY-12"]);
    }
    // PS-FAQ-25, C20
    if f.expedited_appeal == YES {
        a.reject("expedited_appeal", &["PS-FAQ-25"]);
    }
    // PS-POLICY-02, PS-FAQ-17
    if f.line_of_business == Some("federal-employee-program") {
        let by: &[&str] = if in_force {
            &["PS-POLICY-02"]
        } else {
            &["PS-FAQ-17"]
        };
        a.reject("line_of_business", by);
    }
    // PS-POLICY-03, PS-POLICY-05
    let states = ["ID", "MT", "OR", "WA"];
    if f.plan_state.is_some_and(|state| !states.contains(&state)) {
        a.warn("plan_state", &["PS-POLICY-03", "PS-POLICY-05"]);
    }
    // PS-POLICY-03, C12: Oregon is ticked again, separately, for Medicaid
    if f.plan_state.is_some_and(|state| state != "OR") && f.line_of_business == Some("medicaid") {
        a.warn("plan_state", &["PS-POLICY-03", "PS-POLICY-05"]);
    }
    // PS-POLICY-13, PS-POLICY-14, C22
    a.note(true, &["PS-POLICY-13"]);
    a.note(true, &["PS-POLICY-14"]);
    // PS-POLICY-17, C6, C11
    if f.new_clinical_information == Some("submitted") {
        if in_force {
            a.reject("new_clinical_information", &["PS-POLICY-17"]);
        } else {
            a.warn("new_clinical_information", &["PS-POLICY-17"]);
        }
    }
    // PS-POLICY-17, PS-POLICY-32, C6
    if f.new_clinical_information == Some("planned") {
        a.warn(
            "new_clinical_information",
            &["PS-POLICY-32", "PS-POLICY-17"],
        );
    }
    // PS-POLICY-22, C7, C11
    if let Some(date) = f.denial_date {
        let safe = date.business_days_later(5, Closed::Surely);
        let closes = date.business_days_later(5, Closed::FederalAndMaybe);
        if now.today > closes && in_force {
            a.reject("denial_date", &["PS-POLICY-22"]);
        } else if now.today > safe {
            // After the safe day it names the holiday in question; after the due day the phone number.
            a.warn("denial_date", &["PS-POLICY-22"]);
        }
    }
    // PS-POLICY-23
    a.need("member_name", f.member_name, &["PS-POLICY-23"]);
    a.need("member_id", f.member_id, &["PS-POLICY-23"]);
    a.need(
        "call_windows",
        f.call_windows.is_some_and(|windows| !windows.is_empty()),
        &["PS-POLICY-23"],
    );
    // PS-POLICY-27
    a.need("contact_phone", f.contact_phone, &["PS-POLICY-27"]);
    // PS-POLICY-31, C11
    if f.member_discharged == YES {
        if in_force {
            a.reject("member_discharged", &["PS-POLICY-31"]);
        } else {
            a.warn("member_discharged", &["PS-POLICY-31"]);
        }
    }
    // PS-POLICY-39
    if now.today >= policy_review {
        a.warn("", &["PS-POLICY-39"]);
    }
    // C9
    weekend_window(f, a);
    // C19: what PS-POLICY-23 and PS-POLICY-27 don't require
    a.need("provider_name", f.provider_name, &[]);
}

/// What a request is about, as Regence's and Asuris's pages distinguish it.
struct About {
    /// A provider-administered medication: the pharmacy form.
    form: bool,
    /// Medical or behavioral health: the page itself.
    page: bool,
}

impl About {
    fn of(f: &Facts) -> About {
        About {
            form: f.service == Some("provider-administered-medication"),
            page: f.service == Some("medical") || f.service == Some("behavioral-health"),
        }
    }

    /// The statement in question: the form's, the page's, or either while the service is unknown.
    fn by(
        &self,
        form: &'static [&'static str],
        page: &'static [&'static str],
        either: &'static [&'static str],
    ) -> &'static [&'static str] {
        match () {
            () if self.form => form,
            () if self.page => page,
            () => either,
        }
    }
}

fn regence(f: &Facts, now: Now, a: &mut Answer) {
    let about = About::of(f);

    // REG-20, RX-02, C23: only the telephone is open to these, so no other rule is reported
    if f.service == Some("retail-medication") {
        return a.reject_elsewhere("service", &["REG-20", "RX-02"]);
    }
    // REG-05, REG-11, RX-08, C10, C16, C20: before an appeal, except Medicare, according to both page and form
    before_an_appeal(
        f,
        a,
        about.by(&["RX-08"], &["REG-05"], &["REG-05", "RX-08"]),
    );
    // REG-14, RX-07, C7: fifteen calendar days, according to both
    fifteen_days(
        f,
        now,
        a,
        about.by(&["RX-07"], &["REG-14"], &["REG-14", "RX-07"]),
    );
    a.need(
        "denial_date",
        f.denial_date.is_some(),
        about.by(&["RX-07"], &["REG-14"], &["REG-14"]),
    );
    // REG-06, RX-20, RX-01, C18: these three reasons are excluded by both
    if f.denial_basis == Some("contract") || f.denial_basis == Some("reimbursement") {
        a.reject(
            "denial_basis",
            about.by(&["RX-20"], &["REG-06"], &["REG-06", "RX-20"]),
        );
    }
    if f.denial_basis == Some("claim") {
        a.reject(
            "denial_basis",
            about.by(&["RX-01"], &["REG-06"], &["REG-06", "RX-01"]),
        );
    }
    // REG-06
    if f.denial_basis == Some("other") && about.page {
        a.reject("denial_basis", &["REG-06"]);
    }
    // RX-01, C18
    if f.denial_basis == Some("other") && about.form {
        a.warn("denial_basis", &[]);
    }
    // REG-07, REG-08, REG-09, C8
    if f.denial_timing == Some("post-service") && about.page {
        if f.member_liable == NO {
            a.reject("member_liable", &["REG-09"]);
        }
        if f.letter_offers_p2p == NO {
            a.reject("letter_offers_p2p", &["REG-09"]);
        }
    }
    // RX-21, C8
    if f.denial_timing == Some("post-service") && about.form {
        a.reject("denial_timing", &["RX-21"]);
    }
    // REG-13
    if f.letter_received == NO && about.page {
        a.reject("letter_received", &["REG-13"]);
    }
    // REG-16, C12, C23
    if f.line_of_business == Some("federal-employee-program") {
        if about.page {
            a.reject_elsewhere("line_of_business", &["REG-16"]);
        }
        if about.form {
            a.warn("line_of_business", &["REG-16"]);
        }
    }
    // C12
    if f.line_of_business == Some("medicaid") {
        a.warn("line_of_business", &[]);
    }
    // REG-17
    if new_information(f) && about.page {
        a.warn("new_clinical_information", &["REG-17"]);
    }
    // REG-01, RX-04, C14, C17
    if f.meeting_format == Some("video") {
        a.warn("meeting_format", &["REG-01", "RX-04"]);
    }
    if f.attendee == Some("staff") {
        a.warn("attendee", &["REG-01", "RX-04"]);
    }
    if about.form {
        pharmacy_form(f, now, a);
    }
    names(f, a, &about);
}

fn asuris(f: &Facts, now: Now, a: &mut Answer) {
    let about = About::of(f);

    // ASU-19, RX-02, C23: only the telephone is open to these, so no other rule is reported
    if f.service == Some("retail-medication") {
        return a.reject_elsewhere("service", &["ASU-19", "RX-02"]);
    }
    // ASU-05, ASU-10, RX-08, C10, C16, C20: before an appeal, except Medicare, according to both page and form
    before_an_appeal(
        f,
        a,
        about.by(&["RX-08"], &["ASU-05"], &["ASU-05", "RX-08"]),
    );
    // ASU-13, RX-07, C7: fifteen calendar days, according to both
    fifteen_days(
        f,
        now,
        a,
        about.by(&["RX-07"], &["ASU-13"], &["ASU-13", "RX-07"]),
    );
    a.need(
        "denial_date",
        f.denial_date.is_some(),
        about.by(&["RX-07"], &["ASU-13"], &["ASU-13"]),
    );
    // ASU-06, RX-20, RX-01, C18: the page covers medications too
    if f.denial_basis == Some("contract") || f.denial_basis == Some("reimbursement") {
        a.reject(
            "denial_basis",
            about.by(&["RX-20"], &["ASU-06"], &["ASU-06", "RX-20"]),
        );
    }
    if f.denial_basis == Some("claim") {
        a.reject(
            "denial_basis",
            about.by(&["RX-01"], &["ASU-06"], &["ASU-06", "RX-01"]),
        );
    }
    if f.denial_basis == Some("other") {
        a.reject("denial_basis", &["ASU-06"]);
    }
    // ASU-07, ASU-08, RX-21, C8: post-service is excluded by both
    if f.denial_timing == Some("post-service") {
        a.reject(
            "denial_timing",
            about.by(&["RX-21"], &["ASU-08"], &["ASU-08", "RX-21"]),
        );
    }
    // ASU-12, C18
    if f.letter_received == NO {
        a.reject("letter_received", &["ASU-12"]);
    }
    // ASU-14, C17, C18: until the end of the third calendar day after the date of the letter
    if f.denial_timing == Some("concurrent") {
        let fresh = f
            .denial_date
            .is_some_and(|date| now.today <= date.days_later(3));
        a.note(fresh, &["ASU-14"]);
    }
    // ASU-16, C18
    if new_information(f) {
        a.warn("new_clinical_information", &["ASU-16"]);
    }
    // ASU-01, RX-04, C14, C17
    if f.meeting_format == Some("video") {
        a.warn("meeting_format", &["ASU-01", "RX-04"]);
    }
    if f.attendee == Some("staff") {
        a.warn("attendee", &["ASU-01", "RX-04"]);
    }
    // C12
    let lines = ["federal-employee-program", "medicaid"];
    if f.line_of_business.is_some_and(|line| lines.contains(&line)) {
        a.warn("line_of_business", &[]);
    }
    if about.form {
        pharmacy_form(f, now, a);
    }
    names(f, a, &about);
}

fn new_information(f: &Facts) -> bool {
    f.new_clinical_information == Some("planned") || f.new_clinical_information == Some("submitted")
}

/// REG-05, ASU-05 and RX-08 as interpreted by C10, C20 and C22.
fn before_an_appeal(f: &Facts, a: &mut Answer, by: &'static [&'static str]) {
    if f.line_of_business == Some("medicare") {
        return;
    }
    a.note(true, by);
    if f.line_of_business.is_none() {
        return;
    }
    if f.appeal_filed == YES {
        a.reject("appeal_filed", by);
    }
    if f.expedited_appeal == YES {
        a.reject("expedited_appeal", by);
    }
}

/// C19: in addition to what the form requires, both payers need a member, a provider and a phone number.
fn names(f: &Facts, a: &mut Answer, about: &About) {
    if !about.form {
        a.need("member_name", f.member_name, &[]);
        a.need("provider_name", f.provider_name, &[]);
    }
    a.need("member_id", f.member_id, &[]);
    a.need("contact_phone", f.contact_phone, &[]);
}

/// What only the pharmacy form says.
fn pharmacy_form(f: &Facts, now: Now, a: &mut Answer) {
    // RX-09
    a.need(
        "call_windows",
        f.call_windows.is_some_and(|windows| windows.len() >= 2),
        &["RX-09"],
    );
    // RX-10
    a.need("direct_line", f.direct_line, &["RX-10"]);
    // RX-11
    a.need("windows_agreed", f.windows_agreed.is_some(), &["RX-11"]);
    if f.windows_agreed == NO {
        a.invalidate("windows_agreed", &["RX-11"]);
    }
    for window in f.call_windows.unwrap_or_default() {
        // RX-12, C9
        if window.start < NINE_AM || window.end > FOUR_PM {
            a.invalidate("call_windows", &["RX-12"]);
        }
        // RX-13
        let over = (window.date, window.end) <= (now.today, now.minute);
        if window.date == now.today && window.start < now.minute + 120 && !over {
            a.warn("call_windows", &["RX-13"]);
        }
    }
    // C9
    weekend_window(f, a);
    // RX-15, RX-21
    if f.service_rendered == YES {
        a.reject("service_rendered", &["RX-15", "RX-21"]);
    }
    // RX-18
    if f.purpose == Some("open-expedited-appeal") {
        a.reject("purpose", &["RX-18"]);
    }
    // RX-20
    if f.purpose == Some("reimbursement") {
        a.reject("purpose", &["RX-20"]);
    }
    // RX-22
    if f.purpose == Some("policy-feedback") {
        a.reject("purpose", &["RX-22"]);
    }
    // RX-26
    a.need("medication_name", f.medication_name, &["RX-26"]);
    a.need("member_name", f.member_name, &["RX-26"]);
    a.need("provider_name", f.provider_name, &["RX-26"]);
}

/// REG-14, ASU-13 and RX-07 as interpreted by C7. Lateness counts once the service is known not to be a retail
/// medication (C23).
fn fifteen_days(f: &Facts, now: Now, a: &mut Answer, by: &'static [&'static str]) {
    let Some(date) = f.denial_date else { return };
    let due = date.days_later(15);
    if now.today > due {
        if f.service.is_some() {
            a.reject("denial_date", by);
        }
        // Once it is too late, it no longer matters that the last day was not a business day.
        if due.skipped().is_some() {
            a.may_warn("denial_date", by);
        }
    } else if due.skipped().is_some() {
        a.warn("denial_date", by);
    }
}

/// C9: a window on a weekend, which PacificSource and the pharmacy form exclude.
fn weekend_window(f: &Facts, a: &mut Answer) {
    for window in f.call_windows.unwrap_or_default() {
        if window.date.is_weekend() {
            a.warn("call_windows", &[]);
        } else if window.date.skipped().is_some() {
            a.may_warn("call_windows", &[]);
        }
    }
}
