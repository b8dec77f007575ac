//! The reference evaluator: what each statement of the sources, and each decision on their gaps, asks of a request, as
//! plain ifs in the statements' order. Written from the statements alone, without a look at the engine or at the policy
//! files, and sharing no code with them, so that the two can be held against each other.
//!
//! It answers for partly answered requests too, in the simplest way: a finding comes when the answers given suffice
//! for it, whatever the others turn out to be. What is still worth asking, it doesn't say; the test that uses it works
//! that out by trying every completion.

pub mod days;

use days::{Closed, Day};

/// The answers that the statements turn on. `None`: not answered.
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

/// A time at which the provider can take the call, payer-local, in minutes of the day.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    pub date: Day,
    pub start: u32,
    pub end: u32,
}

/// The payer-local day and minute.
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

/// Something that the sources say of a request.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    pub kind: Kind,
    /// The fact that it is about; empty where the statement is about none.
    pub field: &'static str,
    /// The citation names one of these; empty where a decision (C…) rests on no statement of its own.
    pub by: &'static [&'static str],
    /// False: the sources leave open whether this is worth saying here; the outcome doesn't depend on it.
    pub must: bool,
}

/// A fact that has to be given, and one of the statements that say so.
#[derive(Clone, Copy, Debug)]
pub struct Lacked {
    pub field: &'static str,
    pub by: &'static [&'static str],
}

/// Everything the sources say of a request.
#[derive(Default, Debug)]
pub struct Answer {
    pub said: Vec<Said>,
    /// What the sources ask for and it lacks; with the statements that ask (none: only C19 does).
    pub lacks: Vec<Lacked>,
    // Whether findings that are added now have to come.
    optional: bool,
}

impl Answer {
    pub fn rejected(&self) -> bool {
        self.said
            .iter()
            .any(|said| said.kind == Kind::Reject && said.must)
    }

    pub fn invalid(&self) -> bool {
        self.said
            .iter()
            .any(|said| said.kind == Kind::Invalid && said.must)
    }

    fn say(&mut self, kind: Kind, field: &'static str, by: &'static [&'static str]) {
        self.said.push(Said {
            kind,
            field,
            by,
            must: !self.optional,
        });
    }

    fn reject(&mut self, field: &'static str, by: &'static [&'static str]) {
        self.say(Kind::Reject, field, by);
    }

    fn invalidate(&mut self, field: &'static str, by: &'static [&'static str]) {
        self.say(Kind::Invalid, field, by);
    }

    fn warn(&mut self, field: &'static str, by: &'static [&'static str]) {
        self.say(Kind::Warning, field, by);
    }

    fn may_warn(&mut self, field: &'static str, by: &'static [&'static str]) {
        self.said.push(Said {
            kind: Kind::Warning,
            field,
            by,
            must: false,
        });
    }

    fn need(&mut self, field: &'static str, given: bool, by: &'static [&'static str]) {
        if !given {
            self.lacks.push(Lacked { field, by });
        }
    }
}

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);
const FOUR_PM: u32 = 16 * 60;
const NINE_AM: u32 = 9 * 60;

/// The payers whose sources it knows.
pub const PAYERS: [&str; 3] = ["asuris", "pacificsource", "regence"];

/// What the sources say of a request to `payer`.
pub fn evaluate(payer: &str, f: &Facts, now: Now) -> Answer {
    let mut a = Answer::default();
    every_payer(f, now, &mut a);
    // A date after today can't be the letter's: it is as if none were given.
    let mut f = *f;
    f.denial_date = f.denial_date.filter(|date| *date <= now.today);
    match payer {
        "pacificsource" => pacificsource(&f, now, &mut a),
        "regence" => regence(&f, now, &mut a),
        "asuris" => asuris(&f, now, &mut a),
        _ => panic!("no payer {payer}"),
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
    let policy_starts = Day::of("2025-12-01");
    let policy_review = Day::of("2026-12-01");
    // C11: what rests on the policy alone rejects denials dated from its effective date on, and warns before it
    let under_the_policy = f.denial_date.is_some_and(|date| date >= policy_starts);
    // A letter is dated today at the latest: before the policy's day every denial is older than it, whatever its date
    let sound_date = f.denial_date.filter(|date| *date <= now.today);
    let before_the_policy = sound_date.unwrap_or(now.today) < policy_starts;

    // PS-FAQ-02, PS-POLICY-33
    if f.denial_basis == Some("claim") || f.denial_basis == Some("contract") {
        a.reject("denial_basis", &["PS-FAQ-02", "PS-POLICY-33"]);
    }
    // PS-POLICY-01, PS-POLICY-11, PS-POLICY-12, C13
    if f.denial_basis == Some("investigational")
        || f.denial_basis == Some("reimbursement")
        || f.denial_basis == Some("other")
    {
        a.warn(
            "denial_basis",
            &["PS-POLICY-01", "PS-POLICY-11", "PS-POLICY-12"],
        );
    }
    // PS-POLICY-15, PS-POLICY-30, C1
    if f.appeal_filed == YES && under_the_policy {
        a.reject("appeal_filed", &["PS-POLICY-15", "PS-POLICY-30"]);
    }
    // PS-FAQ-06
    a.need(
        "denial_date",
        f.denial_date.is_some(),
        &["PS-FAQ-06", "PS-POLICY-22"],
    );
    // PS-FAQ-07, C1, C11
    if f.appeal_filed == YES && before_the_policy {
        a.warn("appeal_filed", &["PS-FAQ-07"]);
    }
    // PS-FAQ-09, PS-POLICY-29, C3
    if f.prior_p2p == YES {
        a.reject("prior_p2p", &["PS-FAQ-09", "PS-POLICY-29"]);
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
    // PS-POLICY-02; the FAQ too knows no other line (PS-FAQ-17, PS-FAQ-18), so C11 doesn't soften it
    if f.line_of_business == Some("federal-employee-program") {
        a.reject("line_of_business", &["PS-POLICY-02"]);
    }
    // PS-POLICY-03, PS-POLICY-05
    let states = ["ID", "MT", "OR", "WA"];
    if f.plan_state.is_some_and(|state| !states.contains(&state)) {
        a.warn("plan_state", &["PS-POLICY-03", "PS-POLICY-05"]);
    }
    // PS-POLICY-03, C12: Oregon is ticked once more, apart, for Medicaid
    if f.plan_state.is_some_and(|state| state != "OR") && f.line_of_business == Some("medicaid") {
        a.warn("plan_state", &["PS-POLICY-03", "PS-POLICY-05"]);
    }
    // PS-POLICY-17, C6
    if f.new_clinical_information == Some("submitted") && under_the_policy {
        a.reject("new_clinical_information", &["PS-POLICY-17"]);
    }
    // PS-POLICY-17, C6, C11
    if f.new_clinical_information == Some("submitted") && before_the_policy {
        a.warn("new_clinical_information", &["PS-POLICY-17"]);
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
        let due = date.business_days_later(5, Closed::Federal);
        let closes = date.business_days_later(5, Closed::FederalAndMaybe);
        if now.today > closes && under_the_policy {
            a.reject("denial_date", &["PS-POLICY-22"]);
        } else if now.today > due {
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
    // PS-POLICY-31
    if f.member_discharged == YES && under_the_policy {
        a.reject("member_discharged", &["PS-POLICY-31"]);
    }
    // PS-POLICY-31, C11
    if f.member_discharged == YES && before_the_policy {
        a.warn("member_discharged", &["PS-POLICY-31"]);
    }
    // PS-POLICY-39
    if now.today >= policy_review {
        a.warn("", &["PS-POLICY-39"]);
    }
    // C9
    weekend_window(f, a);
    // C19: what PS-POLICY-23 and PS-POLICY-27 don't ask for
    a.need("provider_name", f.provider_name, &[]);
}

fn regence(f: &Facts, now: Now, a: &mut Answer) {
    let retail = f.service == Some("retail-medication");
    let form = f.service == Some("provider-administered-medication");
    let page = f.service == Some("medical") || f.service == Some("behavioral-health");

    // REG-20, RX-02
    if retail {
        a.reject("service", &["REG-20", "RX-02"]);
    }
    // Neither the page's medical part nor the form is about retail medications: whatever else is said of one is left open.
    a.optional = retail;

    // REG-05, REG-11, RX-08, C10, C16: before an appeal, Medicare excepted, by the page and by the form alike
    let not_medicare = f.line_of_business.is_some_and(|line| line != "medicare");
    if f.appeal_filed == YES && not_medicare {
        a.reject(
            "appeal_filed",
            if form {
                &["RX-08"]
            } else if page {
                &["REG-05"]
            } else {
                &["REG-05", "RX-08"]
            },
        );
    }
    // C20
    if f.expedited_appeal == YES && not_medicare {
        a.reject(
            "expedited_appeal",
            if form {
                &["RX-08"]
            } else if page {
                &["REG-05"]
            } else {
                &["REG-05", "RX-08"]
            },
        );
    }
    // REG-14, RX-07, C7: fifteen calendar days, by both
    fifteen_days(
        f,
        now,
        a,
        if form {
            &["RX-07"]
        } else if page {
            &["REG-14"]
        } else {
            &["REG-14", "RX-07"]
        },
    );
    a.need(
        "denial_date",
        f.denial_date.is_some(),
        if form { &["RX-07"] } else { &["REG-14"] },
    );
    // REG-06, RX-20, RX-01, C18: these three reasons are barred by both
    if f.denial_basis == Some("contract") || f.denial_basis == Some("reimbursement") {
        a.reject(
            "denial_basis",
            if form {
                &["RX-20"]
            } else if page {
                &["REG-06"]
            } else {
                &["REG-06", "RX-20"]
            },
        );
    }
    if f.denial_basis == Some("claim") {
        a.reject(
            "denial_basis",
            if form {
                &["RX-01"]
            } else if page {
                &["REG-06"]
            } else {
                &["REG-06", "RX-01"]
            },
        );
    }
    // REG-06
    if f.denial_basis == Some("other") && page {
        a.reject("denial_basis", &["REG-06"]);
    }
    // REG-07, REG-08, REG-09, C8
    if f.denial_timing == Some("post-service") && page {
        if f.member_liable == NO {
            a.reject("member_liable", &["REG-09"]);
        }
        if f.letter_offers_p2p == NO {
            a.reject("letter_offers_p2p", &["REG-09"]);
        }
    }
    // REG-13
    if f.letter_received == NO && page {
        a.reject("letter_received", &["REG-13"]);
    }
    // REG-16
    if f.line_of_business == Some("federal-employee-program") && (page || retail) {
        a.reject("line_of_business", &["REG-16"]);
    }
    // REG-17
    let new_information = f.new_clinical_information == Some("planned")
        || f.new_clinical_information == Some("submitted");
    if new_information && page {
        a.warn("new_clinical_information", &["REG-17"]);
    }
    // REG-01, RX-04, C14
    if f.meeting_format == Some("video") {
        a.warn("meeting_format", &["REG-01", "RX-04"]);
    }
    if form {
        pharmacy_form(f, now, a);
    }
    if !form {
        // C19: the page asks for nobody's name
        a.need("member_name", f.member_name, &[]);
        a.need("provider_name", f.provider_name, &[]);
    }
    a.optional = false;
    // C19
    a.need("member_id", f.member_id, &[]);
    a.need("contact_phone", f.contact_phone, &[]);
}

fn asuris(f: &Facts, now: Now, a: &mut Answer) {
    let retail = f.service == Some("retail-medication");
    let form = f.service == Some("provider-administered-medication");
    let page = f.service == Some("medical") || f.service == Some("behavioral-health");

    // ASU-19, RX-02
    if retail {
        a.reject("service", &["ASU-19", "RX-02"]);
    }
    // Neither the page's medical part nor the form is about retail medications: whatever else is said of one is left open.
    a.optional = retail;

    // ASU-05, ASU-10, RX-08, C10, C16: before an appeal, Medicare excepted, by the page and by the form alike
    let not_medicare = f.line_of_business.is_some_and(|line| line != "medicare");
    if f.appeal_filed == YES && not_medicare {
        a.reject(
            "appeal_filed",
            if form {
                &["RX-08"]
            } else if page {
                &["ASU-05"]
            } else {
                &["ASU-05", "RX-08"]
            },
        );
    }
    // C20
    if f.expedited_appeal == YES && not_medicare {
        a.reject(
            "expedited_appeal",
            if form {
                &["RX-08"]
            } else if page {
                &["ASU-05"]
            } else {
                &["ASU-05", "RX-08"]
            },
        );
    }
    // ASU-13, RX-07, C7: fifteen calendar days, by both
    fifteen_days(
        f,
        now,
        a,
        if form {
            &["RX-07"]
        } else if page {
            &["ASU-13"]
        } else {
            &["ASU-13", "RX-07"]
        },
    );
    a.need(
        "denial_date",
        f.denial_date.is_some(),
        if form { &["RX-07"] } else { &["ASU-13"] },
    );
    // ASU-06, RX-20, RX-01, C18: these three reasons are barred by both
    if f.denial_basis == Some("contract") || f.denial_basis == Some("reimbursement") {
        a.reject(
            "denial_basis",
            if form {
                &["RX-20"]
            } else if page {
                &["ASU-06"]
            } else {
                &["ASU-06", "RX-20"]
            },
        );
    }
    if f.denial_basis == Some("claim") {
        a.reject(
            "denial_basis",
            if form {
                &["RX-01"]
            } else if page {
                &["ASU-06"]
            } else {
                &["ASU-06", "RX-01"]
            },
        );
    }
    // ASU-06
    if f.denial_basis == Some("other") && page {
        a.reject("denial_basis", &["ASU-06"]);
    }
    // ASU-07, ASU-08, RX-21, C8: post-service is barred by both
    if f.denial_timing == Some("post-service") {
        a.reject(
            "denial_timing",
            if form {
                &["RX-21"]
            } else if page {
                &["ASU-08"]
            } else {
                &["ASU-08", "RX-21"]
            },
        );
    }
    // ASU-12
    if f.letter_received == NO && page {
        a.reject("letter_received", &["ASU-12"]);
    }
    // ASU-16
    let new_information = f.new_clinical_information == Some("planned")
        || f.new_clinical_information == Some("submitted");
    if new_information && page {
        a.warn("new_clinical_information", &["ASU-16"]);
    }
    // ASU-01, RX-04, C14
    if f.meeting_format == Some("video") {
        a.warn("meeting_format", &["ASU-01", "RX-04"]);
    }
    // C12
    if f.line_of_business == Some("federal-employee-program") {
        a.warn("line_of_business", &[]);
    }
    if form {
        // RX-21, for the timing, is above: the page bars post-service denials too.
        pharmacy_form(f, now, a);
    }
    if !form {
        // C19: the page asks for nobody's name
        a.need("member_name", f.member_name, &[]);
        a.need("provider_name", f.provider_name, &[]);
    }
    a.optional = false;
    // C19
    a.need("member_id", f.member_id, &[]);
    a.need("contact_phone", f.contact_phone, &[]);
}

/// What only the pharmacy form says.
fn pharmacy_form(f: &Facts, now: Now, a: &mut Answer) {
    // RX-01, C18
    if f.denial_basis == Some("other") {
        a.warn("denial_basis", &[]);
    }
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
    // RX-21
    if f.denial_timing == Some("post-service") {
        a.reject("denial_timing", &["RX-21"]);
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

/// REG-14, ASU-13 and RX-07 as C7 reads them.
fn fifteen_days(f: &Facts, now: Now, a: &mut Answer, by: &'static [&'static str]) {
    let Some(date) = f.denial_date else { return };
    let due = date.days_later(15);
    if now.today > due {
        a.reject("denial_date", by);
        // Once it is too late, that the last day was no business day is no longer worth saying.
        if due.skipped().is_some() {
            a.may_warn("denial_date", by);
        }
    } else if due.skipped().is_some() {
        a.warn("denial_date", by);
    }
}

/// C9: a window on a weekend; asked for by PacificSource and by the pharmacy form.
fn weekend_window(f: &Facts, a: &mut Answer) {
    for window in f.call_windows.unwrap_or_default() {
        if window.date.is_weekend() {
            a.warn("call_windows", &[]);
        } else if window.date.skipped().is_some() {
            a.may_warn("call_windows", &[]);
        }
    }
}
