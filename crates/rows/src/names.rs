//! Names in rows. A misspelt one would make a row say less than it means, and pass.

use std::rc::Rc;

use p2p_policy::author::{SourceError, SourceFile, did_you_mean};
use p2p_policy::{Library, Value as Source};
use p2p_review::{Answer, Deadline, Type};
use serde_json::Value;

use crate::contacts::Contact;
use crate::coverage::{items, text_of};
use crate::table::{Case, Table};

/// What the rows of a policy can name.
pub struct Names {
    payer: String,
    facts: Vec<String>,
    statements: Vec<String>,
    /// Statements, and decisions on gaps and contradictions.
    grounds: Vec<String>,
    clocks: Vec<String>,
}

#[derive(Clone, Copy)]
enum Sort {
    Fact,
    Statement,
    Ground,
    Clock,
}

/// A name in a row, and where it stands.
struct Use<'c> {
    at: String,
    sort: Sort,
    name: &'c str,
}

impl Names {
    /// Those of a policy in its source form, and of what it can draw on.
    #[must_use]
    pub fn of(policy: &Source, library: &Library) -> Self {
        let texts = |list: &str, key: &str| -> Vec<String> {
            let texts = items(policy, list).iter();
            let texts = texts.filter_map(|item| item.get(key)?.as_text());
            texts.map(str::to_owned).collect()
        };
        let shared = library.facts.iter().map(|fact| (*fact.id).to_owned());
        let decisions = library.decisions.iter().map(|id| (**id).to_owned());
        Names {
            payer: text_of(policy, "id").to_owned(),
            facts: shared.chain(texts("facts", "id")).collect(),
            statements: texts("statements", "id"),
            grounds: texts("statements", "id")
                .into_iter()
                .chain(decisions)
                .collect(),
            clocks: texts("deadlines", "clock"),
        }
    }

    /// Checks the policy's rows in a file.
    ///
    /// # Errors
    /// The first name that is unknown, and where it stands.
    pub fn check(&self, file: &str, text: &str, table: &Table) -> Result<(), SourceError> {
        let source = SourceFile::parse_toml(Rc::from(file), text)?;
        let wrong = |(at, message): (String, String)| {
            let place = source.place_of(&at);
            SourceError {
                file: Rc::clone(&place.file),
                place: Some(place),
                message,
            }
        };
        let list = match source.value.get("row") {
            Some(_) => "row",
            None => "case",
        };
        for (index, case) in table.cases().iter().enumerate() {
            let row = format!("/{list}/{index}");
            if self.are_of(&case.request)
                && let Some(found) = self.unknown_in(case, &row)
            {
                return Err(wrong(found));
            }
        }
        for (index, contact) in table.contacts().iter().enumerate() {
            if let Some(found) = self.unknown_of(contact, &format!("/contact/{index}")) {
                return Err(wrong(found));
            }
        }
        Ok(())
    }

    fn are_of(&self, request: &Value) -> bool {
        let payer = request.get("payer").and_then(Value::as_str);
        payer == Some(self.payer.as_str())
    }

    /// The first unknown fact for which a contact is published.
    fn unknown_of(&self, contact: &Contact, at: &str) -> Option<(String, String)> {
        let payers = contact.only.get("payer");
        if !payers.is_none_or(|payers| payers.contains(&self.payer)) {
            return None;
        }
        let fact = contact
            .only
            .keys()
            .find(|fact| !self.facts.contains(fact))?;
        let known: Vec<&str> = self.facts.iter().map(String::as_str).collect();
        Some((format!("{at}/{fact}"), unknown("fact", fact, &known)))
    }

    /// The first unknown name in a row: where it stands, and what is known.
    fn unknown_in(&self, case: &Case, row: &str) -> Option<(String, String)> {
        let found = uses(case, row).into_iter().find_map(|used| {
            let (sort, known) = self.known(used.sort);
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let is_known = known.contains(&used.name);
            (!is_known).then(|| (used.at, unknown(sort, used.name, &known)))
        });
        found.or_else(|| {
            let main = case.deadline.iter();
            let main = main.map(|expected| (format!("{row}/deadline"), expected));
            let clocks = case.clocks.iter();
            let clocks = clocks.map(|(id, expected)| (format!("{row}/clocks/{id}"), expected));
            let mut all = main.chain(clocks);
            all.find_map(|(at, expected)| unknown_key(expected, Deadline::TYPE, &at))
        })
    }

    fn known(&self, sort: Sort) -> (&'static str, &[String]) {
        match sort {
            Sort::Fact => ("fact", &self.facts),
            Sort::Statement => ("statement", &self.statements),
            Sort::Ground => ("statement or decision", &self.grounds),
            Sort::Clock => ("clock", &self.clocks),
        }
    }
}

/// Everything that a row names.
fn uses<'c>(case: &'c Case, row: &str) -> Vec<Use<'c>> {
    let mut uses = Vec::new();
    for (name, _) in case.request.as_object().into_iter().flatten() {
        let at = match (&case.on, case.with.contains_key(name)) {
            (Some(base), false) => format!("/base/{base}/{name}"),
            _ => format!("{row}/with/{name}"),
        };
        if !case.unknown.contains(name) {
            uses.push(Use {
                at,
                sort: Sort::Fact,
                name,
            });
        }
    }
    let needed = case.needed.as_deref().unwrap_or_default();
    let lists: [(&str, Sort, &[String]); 9] = [
        ("proves", Sort::Ground, &case.proves),
        ("elsewhere", Sort::Fact, &case.elsewhere),
        ("needed", Sort::Fact, needed),
        ("needed_not", Sort::Fact, &case.needed_not),
        ("optional_not", Sort::Fact, &case.optional_not),
        ("notices", Sort::Statement, &case.notices),
        ("first", Sort::Statement, &case.first),
        ("folded", Sort::Statement, &case.folded),
        ("notices_not", Sort::Statement, &case.notices_not),
    ];
    for (key, sort, names) in lists {
        let names = names.iter().enumerate();
        uses.extend(names.map(|(place, name)| Use {
            at: format!("{row}/{key}/{place}"),
            sort,
            name,
        }));
    }
    for (key, lines) in [
        ("rejects", &case.rejects),
        ("invalid", &case.invalid),
        ("warnings", &case.warnings),
        ("needed_has", &case.needed_has),
        ("optional_has", &case.optional_has),
    ] {
        for (place, line) in lines.iter().enumerate() {
            uses.extend(of_line(line, &format!("{row}/{key}/{place}")));
        }
    }
    let promises = case.response_times.iter().flatten();
    uses.extend(promises.map(|(name, _)| Use {
        at: format!("{row}/response_times/{name}"),
        sort: Sort::Statement,
        name,
    }));
    uses.extend(case.clocks.keys().map(|name| Use {
        at: format!("{row}/clocks/{name}"),
        sort: Sort::Clock,
        name,
    }));
    uses
}

/// What `<fact> <statement> …` names, as findings and questions are expected.
fn of_line<'c>(line: &'c str, at: &str) -> Vec<Use<'c>> {
    let mut words = line.trim_start_matches('?').split_whitespace();
    let fact = words.next().filter(|fact| *fact != "-");
    // A rule or a code has a slash.
    let is_named = |basis: &&str| !["*", "-"].contains(basis) && !basis.contains('/');
    let basis = words.next().filter(is_named).into_iter();
    let statements = basis.flat_map(|basis| basis.trim_start_matches('=').split('+'));
    let facts = fact.into_iter().map(|name| (Sort::Fact, name));
    let all = facts.chain(statements.map(|name| (Sort::Statement, name)));
    all.map(|(sort, name)| Use {
        at: at.to_owned(),
        sort,
        name,
    })
    .collect()
}

/// The first key of an expected answer that no answer has, and where it stands.
fn unknown_key(expected: &Value, kind: Type, at: &str) -> Option<(String, String)> {
    match (kind, expected) {
        (Type::Optional(kind), expected) => unknown_key(expected, *kind, at),
        (Type::List(kind), Value::Array(items)) => {
            let mut items = items.iter().enumerate();
            items.find_map(|(place, item)| unknown_key(item, *kind, &format!("{at}/{place}")))
        }
        (Type::Table(shape), Value::Object(entries)) => {
            entries.iter().find_map(|(name, expected)| {
                let at = format!("{at}/{name}");
                match shape.fields.iter().find(|field| field.name == name) {
                    Some(field) => unknown_key(expected, field.kind, &at),
                    None => {
                        let known: Vec<&str> =
                            shape.fields.iter().map(|field| field.name).collect();
                        Some((at, unknown("key", name, &known)))
                    }
                }
            })
        }
        _ => None,
    }
}

fn unknown(sort: &str, name: &str, known: &[&str]) -> String {
    let list = match known {
        [] => "; there are none".to_owned(),
        known => format!("; known names: {}", known.join(", ")),
    };
    match did_you_mean(name, known).as_str() {
        "" => format!("there is no {sort} `{name}`{list}"),
        meant => format!(
            "there is no {sort} `{name}`{meant}{}",
            list.replace("; k", " K")
        ),
    }
}
