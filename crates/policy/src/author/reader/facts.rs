//! Reads facts: the vocabulary's, a policy's own, and the wording that a policy gives to either.

use super::{Reader, named, some_text, text};
use crate::author::schema::RESERVED;
use crate::author::validator::{list_at, part};
use crate::facts::{Fact, FactSet, FieldValue, Kind, MOST_FACTS, MOST_VALUES, Stage};
use crate::library::Library;
use crate::text::{Text, joined, push_number};
use crate::value::Value;

/// The facts of the vocabulary that a policy can use. One with many facts of its own goes without the newer ones that it
/// doesn't name: it may be older than they are.
pub(super) fn shared(source: &Value, library: &Library) -> Vec<Fact> {
    let own = list_at(source, "facts").len();
    let has_room = library.facts.len().saturating_add(own) <= MOST_FACTS;
    let is_newer = |fact: &Fact| library.newer.contains(&fact.id);
    let mut facts = library.facts.clone();
    facts.retain(|fact| has_room || !is_newer(fact) || names(source, &fact.id));
    facts
}

/// Whether a policy names a fact: as a key or a value, or in a text's placeholder.
fn names(source: &Value, fact: &str) -> bool {
    match source {
        Value::Text(text) => {
            let mut placeholders = text.split('{').skip(1);
            *text == *fact || placeholders.any(|rest| rest.starts_with(fact))
        }
        Value::List(items) => items.iter().any(|item| names(item, fact)),
        Value::Map(entries) => entries
            .iter()
            .any(|(key, value)| *key == *fact || names(value, fact)),
        _ => false,
    }
}

impl<'v> Reader<'v> {
    pub(super) fn facts(&mut self, v: &'v Value) {
        let known = self.policy.facts.len();
        if list_at(v, "facts").len().saturating_add(known) > MOST_FACTS {
            let mut most = String::new();
            push_number(&mut most, MOST_FACTS);
            let message = [
                "with those of the vocabulary, these are more than ",
                &most,
                " facts",
            ];
            self.validator.problem_at("facts", &message);
        }
        self.each(v, "facts", Self::fact);
    }

    /// A fact of the vocabulary, or one of the policy's own: it stands after the last of its stage.
    fn fact(&mut self, v: &'v Value) {
        let id = text(v, "id");
        let kind = named(v, "kind", Kind::named);
        let values: Vec<FieldValue> = list_at(v, "values").iter().map(choice_value).collect();
        if RESERVED.contains(&&*id) {
            let names = joined(&RESERVED, ", ");
            self.validator
                .problem_at("id", &["no fact can be called any of: ", &names]);
        }
        let known = self.policy.facts.iter().position(|known| known.id == id);
        let (values, in_place) = match known {
            Some(index) => self.redeclare(index, &id, kind, values),
            None => (values, None),
        };
        let before = in_place.and_then(|place| self.policy.fact(place)).cloned();
        let bare = values.is_empty() && kind == Some(Kind::Choice) && *id != *"payer";
        let odd = !values.is_empty() && !matches!(kind, None | Some(Kind::Choice));
        let is_wrong = self.validator.is_wrong_at("values");
        if kind.is_none() || is_wrong {
            self.unclear.push(id.clone());
        }
        if !is_wrong && (bare || odd || values.len() > MOST_VALUES) {
            let message = "a choice has from 1 to 64 values, and other kinds have none";
            self.validator.wrong_at("values", message);
        }
        let stage = named(v, "stage", Stage::named);
        let stage = stage.or(before.as_ref().map(|before| before.stage));
        let stage = stage.unwrap_or(Stage::Gate);
        let facts = &mut self.policy.facts;
        let details = facts.iter().position(|known| known.stage == Stage::Details);
        let index = details.filter(|_| stage == Stage::Gate);
        let fact = Fact {
            id,
            kind: kind.unwrap_or(Kind::Text),
            stage,
            question: text(v, "question"),
            hint: some_text(v, "hint").or(before.as_ref().and_then(|before| before.hint.clone())),
            values,
            required: v.get("required") == Some(&Value::Bool(true))
                || before.as_ref().is_some_and(|before| before.required),
            not_after_today: part(v, "latest").is_some()
                || before.as_ref().is_some_and(|before| before.not_after_today),
            unsure: stage == Stage::Gate
                && v.get("unsure") != Some(&Value::Bool(false))
                && before.as_ref().is_none_or(|before| before.unsure),
            matched: false,
        };
        if let Some(place) = in_place.and_then(|index| facts.get_mut(usize::from(index))) {
            *place = fact;
        } else if facts.len() < MOST_FACTS {
            let index = index.unwrap_or(facts.len());
            facts.insert(index, fact);
            self.policy.vocabulary = self.policy.vocabulary.shifted_from(index);
        }
    }

    /// A fact of the vocabulary that a policy declares with wording of its own: the values that it has then, and where it
    /// stands if it keeps its place. A list that repeats some of the vocabulary's values is the whole list; one that repeats
    /// none adds to them.
    fn redeclare(
        &mut self,
        index: usize,
        id: &str,
        kind: Option<Kind>,
        values: Vec<FieldValue>,
    ) -> (Vec<FieldValue>, Option<u8>) {
        let place = u8::try_from(index).unwrap_or(u8::MAX);
        let known = self.policy.fact(place).cloned();
        let known = known.filter(|_| self.policy.vocabulary.has(place));
        let Some(known) = known else {
            self.validator
                .problem_at("id", &["there is already a fact `", id, "`"]);
            return (values, None);
        };
        let is_same = Some(known.kind) == kind;
        // A policy from before the vocabulary had this fact may mean another by the name.
        let is_newer = self.library.newer.iter().any(|newer| **newer == *id);
        if kind.is_none() {
            return (values, Some(place));
        }
        if !is_same && !is_newer {
            self.unclear.push(Text::from(id));
            self.validator.problem_at(
                "kind",
                &[
                    "the vocabulary has a fact `",
                    id,
                    "` of the kind `",
                    known.kind.name(),
                    "`, and asks: “",
                    &known.question,
                    "” Use it as it is, or choose another id",
                ],
            );
            return (values, None);
        }
        let repeats = |own: &FieldValue| known.index_of(&own.value).is_some();
        let whole = !values.is_empty() && (is_newer || values.iter().any(repeats));
        let mut all = match whole || !is_same {
            true => Vec::new(),
            false => known.values.clone(),
        };
        all.extend(values);
        if is_newer {
            self.policy.facts.remove(index);
            self.policy.vocabulary = self.policy.vocabulary.without_index(index);
            return (all, None);
        }
        self.policy.vocabulary = self.policy.vocabulary.without(FactSet::of(place));
        (all, Some(place))
    }

    pub(super) fn question(&mut self, v: &'v Value) {
        self.says(v);
        let place = self.fact_at(v, "fact").map_or(usize::MAX, usize::from);
        let Some(fact) = self.policy.facts.get_mut(place) else {
            return;
        };
        if let Some(question) = some_text(v, "question") {
            fact.question = question;
        }
        if let Some(hint) = some_text(v, "hint") {
            fact.hint = Some(hint);
        }
        if v.get("unsure") == Some(&Value::Bool(false)) {
            fact.unsure = false;
        }
        let more: Vec<FieldValue> = list_at(v, "values").iter().map(choice_value).collect();
        let known = fact.values.len();
        if self.validator.is_wrong_at("values") {
            self.unclear.push(fact.id.clone());
        }
        let odd = !more.is_empty() && fact.kind != Kind::Choice && !self.unclear.contains(&fact.id);
        fact.values.extend(more);
        if odd || fact.values.len() > MOST_VALUES {
            let message = "only a choice can have more values, up to 64 in all";
            return self.validator.wrong_at("values", message);
        }
        let (old, new) = fact.values.split_at_checked(known).unwrap_or((&[], &[]));
        if new
            .iter()
            .any(|value| old.iter().any(|known| known.value == value.value))
        {
            let message = "the fact already has one of these values";
            self.validator.wrong_at("values", message);
        }
    }
}

fn choice_value(v: &Value) -> FieldValue {
    FieldValue {
        value: text(v, "value"),
        label: text(v, "label"),
    }
}
