//! The checks of a folder of policies find faults: the shipped policies, each time with one fault. Each must be
//! reported once, with its file, line and reason. The build reads `policies/` with the same function and stops at any
//! fault.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "test code: a panic is how it reports"
)]

use std::fs;
use std::path::{Path, PathBuf};

use p2p_policy::author::{Problem, SourceFile, compile, project};
use p2p_test_support::author;
use p2p_test_support::payers::{MADE_UP, MADE_UP_TOML};

/// The end of the faulty line in what a test adds.
const HERE: &str = "# here";

/// A copy of the shipped policies in a temporary folder.
struct Copy {
    folder: PathBuf,
}

impl Copy {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("build-checks")
            .join(name);
        let _ = fs::remove_dir_all(&folder);
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
        for part in ["", "shared"] {
            fs::create_dir_all(folder.join("policies").join(part)).unwrap();
            for entry in fs::read_dir(shipped.join(part)).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|ending| ending == "toml") {
                    let to = folder
                        .join("policies")
                        .join(part)
                        .join(path.file_name().unwrap());
                    fs::copy(&path, to).unwrap();
                }
            }
        }
        Copy { folder }
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.join("policies").join(file)
    }

    fn add(&self, file: &str, text: &str) {
        let path = self.path(file);
        let content = fs::read_to_string(&path).unwrap_or_default();
        fs::write(&path, content + "\n" + text).unwrap();
    }

    /// Replaces a text that occurs exactly once.
    fn change(&self, file: &str, from: &str, to: &str) {
        let content = fs::read_to_string(self.path(file)).unwrap();
        assert_eq!(
            content.matches(from).count(),
            1,
            "{file} holds once: {from}"
        );
        fs::write(self.path(file), content.replace(from, to)).unwrap();
    }

    fn problems(&self) -> Vec<String> {
        let project = project::read(&self.folder.join("policies"));
        project.err().unwrap_or_default()
    }

    /// Asserts that exactly one problem is found: at the line that ends with [`HERE`], for this reason.
    fn finds(&self, file: &str, reason: &str) {
        let text = fs::read_to_string(self.path(file)).unwrap();
        let line = text
            .lines()
            .position(|line| line.ends_with(HERE))
            .expect(HERE)
            + 1;
        self.finds_at(file, line, reason);
    }

    fn finds_at(&self, file: &str, line: usize, reason: &str) {
        let problems = self.problems();
        let line = format!("{}:{line}: ", self.path(file).display());
        let one = matches!(problems.as_slice(), [problem] if problem.starts_with(&line) && problem.contains(reason));
        assert!(one, "expected {line}…{reason}…, came {problems:#?}");
    }
}

/// Adds a fault to Regence's file.
fn regence(name: &str, text: &str, reason: &str) {
    let copy = Copy::new(name);
    copy.add("regence.toml", text);
    copy.finds("regence.toml", reason);
}

/// Adds a rule with a faulty line to Regence's file; the statement that it cites exists.
fn rule(name: &str, wrong: &str, rest: &str, reason: &str) {
    let text =
        format!("[[rules]]\nid = \"one-more\"\nsays = [\"REG-05\"]\n{rest}\n{wrong} {HERE}\n");
    regence(name, &text, reason);
}

#[test]
fn the_shipped_policies_pass() {
    let copy = Copy::new("sound");
    let project = project::read(&copy.folder.join("policies"))
        .unwrap_or_else(|problems| panic!("{problems:#?}"));
    let ids: Vec<&str> = project
        .policies
        .iter()
        .map(|policy| &*policy.compiled.id)
        .collect();
    for id in ["asuris", "pacificsource", "regence"] {
        assert!(ids.contains(&id), "{ids:?}");
    }
    assert!(ids.is_sorted(), "{ids:?}");
    assert!(project.decisions.get("decisions").is_some());
    assert!(
        project
            .library
            .facts
            .iter()
            .any(|fact| *fact.id == *"payer")
    );
}

#[test]
fn the_policies_of_the_tests_pass_too() {
    for payer in &*MADE_UP {
        let compiled = compile(&payer.source, author::library()).unwrap();
        // They are older than `outside_scope`.
        let scope = |message: &str| message.starts_with("nothing says what happens to another");
        let others = compiled
            .warnings
            .iter()
            .filter(|warning| !scope(&warning.message));
        assert_eq!(
            others.collect::<Vec<_>>(),
            Vec::<&Problem>::new(),
            "{}",
            payer.id
        );
    }
    for payer in &*MADE_UP_TOML {
        let compiled = compile(&payer.source, author::library()).unwrap();
        assert_eq!(compiled.warnings, [], "{}", payer.id);
    }
}

// Types, keys and references, which loading a policy checks too.

#[test]
fn malformed_toml() {
    regence(
        "syntax",
        "[[rules]]\nid = one-more # here",
        "a text has to be in straight quotation marks",
    );
}

#[test]
fn a_key_given_twice() {
    regence(
        "key-twice",
        "[[rules]]\nid = \"a\"\nid = \"b\" # here",
        "`id` appears twice in this table",
    );
}

#[test]
fn an_unknown_key() {
    let rest = "outcome = \"notice\"\nmessage = \"A message.\"";
    rule(
        "key",
        "colour = \"red\"",
        rest,
        "`colour` is not known here",
    );
}

#[test]
fn a_value_of_the_wrong_type() {
    rule(
        "type",
        "message = 5",
        "outcome = \"notice\"",
        "this has to be text",
    );
}

#[test]
fn an_unknown_outcome() {
    rule(
        "outcome",
        "outcome = \"refuse\"",
        "message = \"A message.\"",
        "this has to be one of: reject",
    );
}

#[test]
fn an_unknown_fact() {
    let rest = "outcome = \"notice\"\nmessage = \"A message.\"";
    rule(
        "fact",
        "when = { colour = true }",
        rest,
        "there is no fact `colour`",
    );
}

#[test]
fn an_unknown_value() {
    let rest = "outcome = \"notice\"\nmessage = \"A message.\"";
    rule(
        "value",
        "when = { denial_basis = \"cost\" }",
        rest,
        "`denial_basis` has only the values",
    );
}

#[test]
fn a_condition_on_wording() {
    let rest = "outcome = \"notice\"\nmessage = \"A message.\"";
    rule(
        "wording",
        "when = { member_name = \"Ada\" }",
        rest,
        "a condition can't compare the text",
    );
}

#[test]
fn an_invalid_date() {
    let rest = "outcome = \"notice\"\nmessage = \"A message.\"";
    rule(
        "date",
        "when = { denial_date = { before = \"2026-02-30\" } }",
        rest,
        "this has to be a date",
    );
}

#[test]
fn an_unknown_statement() {
    let text = "[[rules]]\nid = \"one-more\"\noutcome = \"notice\"\nmessage = \"A message.\"\nsays = [\"REG-99\"] # here";
    regence("statement", text, "there is no statement `REG-99`");
}

#[test]
fn an_unknown_route() {
    let rest = "outcome = \"reject\"\nmessage = \"A message.\"\nwhen = { denial_date = { before = 2025-01-01 } }";
    rule(
        "route",
        "next = [\"appeal\", \"court\"]",
        rest,
        "there is no route `court`",
    );
}

#[test]
fn an_unknown_source() {
    regence(
        "source",
        "[[statements]] # here\nid = \"REGE-01\"\ngist = \"A gist\"",
        "there is no source `REGE`",
    );
}

#[test]
fn a_name_given_twice() {
    regence(
        "twice",
        "[[routes]]\nid = \"appeal\" # here\nsteps = []",
        "`appeal` appears twice",
    );
}

#[test]
fn a_deadline_that_depends_on_itself() {
    let text = "[[deadlines]]\nid = \"one-more\"\nsays = [\"REG-14\"]\ncount = 1\nunit = \"hours\"\nfrom = [\"denial_date\"]\nwhen = { deadline = \"open\" } # here";
    regence("circular", text, "a deadline can't depend on the deadline");
}

#[test]
fn a_reject_without_a_next_step() {
    let text = "[[rules]] # here\nid = \"one-more\"\noutcome = \"reject\"\nsays = [\"REG-05\"]\nmessage = \"A message.\"\nwhen = { denial_date = { before = 2025-01-01 } }";
    regence("next", text, "a reject needs `next`: where to go instead");
}

#[test]
fn a_reject_without_a_next_step_for_some_answers() {
    let rest = "outcome = \"reject\"\nmessage = \"A message.\"\nwhen = { denial_date = { before = 2025-01-01 } }";
    // The appeal route covers everything except provider-administered medications.
    rule(
        "next-for-some",
        "next = [\"appeal\"]",
        rest,
        "there are answers for which this reject has no next step",
    );
}

#[test]
fn a_fault_in_a_shared_file_is_reported_in_that_file() {
    let copy = Copy::new("shared");
    copy.add(
        "shared/pharmacy.toml",
        "[[offers]]\nfact = \"colour\" # here",
    );
    let problems = copy.problems();
    let line = fs::read_to_string(copy.path("shared/pharmacy.toml"))
        .unwrap()
        .lines()
        .count();
    let start = format!(
        "{}:{line}: there is no fact `colour`",
        copy.path("shared/pharmacy.toml").display()
    );
    assert_eq!(problems.len(), 2, "once for each payer: {problems:#?}");
    assert!(
        problems.iter().all(|problem| problem.starts_with(&start)),
        "{problems:#?}"
    );
}

// Files.

#[test]
fn a_missing_included_file() {
    let copy = Copy::new("include");
    copy.change("regence.toml", "[\"pharmacy\"]", "[\"dentistry\"]");
    let problems = copy.problems();
    let policy = fs::read_to_string(copy.path("regence.toml")).unwrap();
    let line = policy
        .lines()
        .position(|line| line.contains("\"dentistry\""))
        .unwrap()
        + 1;
    let missing = copy.path("shared/dentistry.toml");
    let start = format!(
        "{}:{line}: {} can't be included: ",
        copy.path("regence.toml").display(),
        missing.display()
    );
    assert!(
        matches!(problems.as_slice(), [problem] if problem.starts_with(&start) && problem.ends_with("; in that folder are: pharmacy")),
        "{problems:#?}"
    );
}

#[test]
fn an_included_file_that_holds_more_than_lists() {
    let copy = Copy::new("include-more");
    let pharmacy = fs::read_to_string(copy.path("shared/pharmacy.toml")).unwrap();
    fs::write(
        copy.path("shared/pharmacy.toml"),
        format!("name = \"Pharmacy\" {HERE}\n{pharmacy}"),
    )
    .unwrap();
    let problems = copy.problems();
    let start = format!(
        "{}:1: an included file holds lists only",
        copy.path("shared/pharmacy.toml").display()
    );
    assert!(
        problems.iter().all(|problem| problem.starts_with(&start)) && !problems.is_empty(),
        "{problems:#?}"
    );
}

#[test]
fn two_files_with_one_id() {
    let copy = Copy::new("two-files");
    fs::copy(copy.path("regence.toml"), copy.path("regence-again.toml")).unwrap();
    let problems = copy.problems();
    let reason = "another file has this id";
    assert!(
        matches!(problems.as_slice(), [problem] if problem.contains(reason)),
        "{problems:#?}"
    );
}

#[test]
fn a_vocabulary_with_a_fault() {
    let copy = Copy::new("vocabulary");
    copy.add(
        "facts.toml",
        "[[facts]]\nid = \"colour\"\nquestion = \"Which colour?\"\nkind = \"color\" # here",
    );
    copy.finds("facts.toml", "this has to be one of: boolean, choice");
    let copy = Copy::new("vocabulary-twice");
    copy.add(
        "facts.toml",
        "[[facts]]\nid = \"payer\" # here\nkind = \"text\"\nquestion = \"Who?\"",
    );
    copy.finds("facts.toml", "there is already a fact `payer`");
}

// What only the build checks: every statement is enforced, and every rule can apply.

#[test]
fn a_statement_that_nothing_enforces() {
    let reason = "nothing enforces this statement, and no `meta` or `allows` says why";
    regence(
        "homeless",
        "[[statements]] # here\nid = \"REG-99\"\ngist = \"A gist\"",
        reason,
    );
}

#[test]
fn an_enforced_statement_with_a_remark_that_nothing_enforces_it() {
    let text = "[[statements]] # here\nid = \"REG-99\"\ngist = \"A gist\"\nmeta = \"Nothing can.\"\n[[offers]]\nfact = \"member_liable\"\nsays = [\"REG-99\"]";
    regence(
        "remark",
        text,
        "something enforces this statement, so `meta` is wrong",
    );
}

#[test]
fn a_statement_without_a_gist() {
    let text = "[[statements]] # here\nid = \"REG-99\"\nmeta = \"Nothing can.\"";
    regence("gist", text, "`gist` is missing");
}

#[test]
fn a_rule_that_can_never_fire() {
    let rest = "outcome = \"notice\"\nmessage = \"A message.\"";
    let wrong = "when = { appeal_filed = true, any = [{ appeal_filed = false }, { denial_basis = \"claim\", service = \"medical\", none = [{ service = \"medical\" }] }] }";
    rule("never", wrong, rest, "this rule can never fire");
    let wrong = "when = { denial_date = { from = 2026-01-01, before = 2025-12-01 } }";
    rule("never-dates", wrong, rest, "this rule can never fire");
    let wrong =
        "when = { deadline = \"closed\", none = [{ deadline = [\"closed\", \"past-due\"] }] }";
    rule("never-deadline", wrong, rest, "this rule can never fire");
}

#[test]
fn a_rule_on_a_status_that_the_deadlines_never_have() {
    let text = |file: &str, says: &str, when: &str| {
        let copy = Copy::new(&format!("never-{says}"));
        let rule = format!(
            "[[rules]]\nid = \"one-more\"\noutcome = \"warning\"\nsays = [\"{says}\"]\nmessage = \"A message.\"\nwhen = {{ {when} }} {HERE}\n"
        );
        copy.add(file, &rule);
        copy.finds(file, "this rule can never fire");
    };
    // Calendar days, which no closing moves.
    text("regence.toml", "REG-14", "deadline = \"past-due\"");
    // Business days, so the last one is always a business day.
    text(
        "pacificsource.toml",
        "PS-POLICY-22",
        "due_day = [\"weekend\", \"holiday\"]",
    );
}

#[test]
fn a_redundant_rule() {
    let rest = "outcome = \"reject\"\nmessage = \"A message.\"\nfield = \"denial_basis\"\nnext = [\"appeal\", \"medication-appeal\"]";
    let wrong = "when = { denial_basis = \"claim\", prior_p2p = true }";
    rule(
        "implied",
        wrong,
        rest,
        "whenever this holds, `regence/claim` holds too",
    );
}

#[test]
fn a_route_that_nothing_leads_to() {
    let text = "[[routes]] # here\nid = \"court\"\n[[routes.steps]]\nid = \"court\"\nkind = \"letter\"\nlabel = \"The court\"";
    regence("unused", text, "nothing leads to this route");
}

#[test]
fn a_decision_that_nothing_carries_out() {
    let copy = Copy::new("decision");
    copy.add(
        "decisions.toml",
        "[[decisions]] # here\nid = \"C99\"\ngist = \"A gist\"",
    );
    copy.finds(
        "decisions.toml",
        "nothing carries this decision out, and no `meta` says why",
    );
}

#[test]
fn an_unknown_decision() {
    let rest = "outcome = \"notice\"\nmessage = \"A message.\"";
    rule(
        "no-decision",
        "decided = [\"C99\"]",
        rest,
        "there is no decision `C99`",
    );
}

#[test]
fn all_problems_of_all_files_are_reported_at_once() {
    let copy = Copy::new("all");
    for (file, id) in [
        ("asuris.toml", "ASU"),
        ("pacificsource.toml", "PS-FAQ"),
        ("regence.toml", "REG"),
    ] {
        copy.add(file, &format!("[[statements]]\nid = \"{id}-99\"\ngist = \"A gist\"\n[[routes]]\nid = \"court\"\nsteps = []"));
    }
    let problems = copy.problems();
    assert_eq!(problems.len(), 6, "{problems:#?}");
}

/// The parts that a policy includes as tables are in its own lists, and each has a position in the file.
#[test]
fn included_tables_are_in_the_lists() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/payers/harborline.json");
    let source = SourceFile::read_whole(Path::new(file)).unwrap();
    assert!(source.value.get("include").is_none());
    let routes = source.value.get("routes").unwrap();
    let ids: Vec<Option<&str>> = match routes {
        p2p_review::Value::List(routes) => routes
            .iter()
            .map(|route| route.get("id").and_then(p2p_review::Value::as_text))
            .collect(),
        _ => Vec::new(),
    };
    assert_eq!(ids, [Some("review-desk"), Some("appeal")]);
    let line = fs::read_to_string(file)
        .unwrap()
        .lines()
        .position(|line| line.contains("\"id\": \"appeal\""))
        .unwrap();
    assert_eq!(source.place_of("/routes/1/id").line, line + 1);
    assert_eq!(source.written_at("/routes/1/id"), "/include/0/routes/0/id");
    assert_eq!(source.written_at("/routes/0/id"), "/routes/0/id");
    // Parts from a file that is included by name are not a table's.
    assert_eq!(source.written_at("/routes/2/id"), "/routes/2/id");
}
