//! Reads texts in other languages.

use super::Reader;
use crate::author::validator::{part, word};
use crate::facts::FactSet;
use crate::logic::Condition;
use crate::policy::{TranslatedText, Translation};
use crate::text::Text;
use crate::value::Value;

impl<'v> Reader<'v> {
    pub(super) fn translations(&mut self, v: &'v Value) {
        let Some(Value::Map(languages)) = part(v, "translations") else {
            return;
        };
        for (language, texts) in languages {
            let Value::Map(entries) = texts else { continue };
            let pair = |(original, translated): &(String, Value)| {
                Some(TranslatedText {
                    original: Text::from(original.as_str()),
                    translated: Text::from(word(translated)?),
                })
            };
            let mut texts: Vec<TranslatedText> = entries.iter().filter_map(pair).collect();
            texts.sort_by(|one, other| one.original.cmp(&other.original));
            self.policy.translations.push(Translation {
                language: Text::from(language.as_str()),
                texts,
            });
        }
    }

    /// Notes of which texts conditions ask the form: only those are kept of a request.
    pub(super) fn note_matched(&mut self) {
        let mut matched = FactSet::EMPTY;
        for condition in self.policy.conditions() {
            condition.visit(&mut |atom| {
                if let Condition::Matches { fact, .. } = atom {
                    matched = matched.with(FactSet::of(*fact));
                }
            });
        }
        for (fact, index) in self.policy.facts.iter_mut().zip(0u8..) {
            fact.matched = matched.has(index);
        }
    }
}
