//! How answers leave the engine. Each table is declared once, with [`answer!`](crate::answer!);
//! the encoder, the JSON form, the TypeScript type and the page's decoder all follow from that declaration.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use serde::{Serialize, Serializer};

use crate::text::Text;
use crate::time::{date_text, instant_text};

/// A value that can be part of an answer.
pub trait Answer {
    /// The type, for the generated decoder and TypeScript types.
    const TYPE: Type;

    /// Appends the value in the form that the page's decoder reads.
    fn encode(&self, to: &mut AnswerEncoder);

    /// Serializes the value in its JSON form.
    ///
    /// # Errors
    /// Those of the serializer.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;
}

/// The type of a value in an answer.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// `true` or `false`.
    Boolean,
    /// An unsigned number of 32 bits.
    Number,
    /// Any text.
    Text,
    /// `YYYY-MM-DD`
    Day,
    /// An instant in UTC, as RFC 3339 text.
    Instant,
    /// One of a closed set of names.
    Names(&'static [&'static str]),
    /// A value of this type, or null.
    Optional(&'static Type),
    /// A list of values of this type.
    List(&'static Type),
    /// A table of this shape.
    Table(&'static Shape),
}

/// A table (an object in JSON) in an answer.
#[derive(Debug)]
pub struct Shape {
    /// The name of its type in TypeScript and in the hosts' languages.
    pub name: &'static str,
    /// The lines of its doc comment.
    pub docs: &'static [&'static str],
    /// The fields, in the order of encoding.
    pub fields: &'static [Field],
}

/// A field of a table.
#[derive(Debug)]
pub struct Field {
    /// The name in JSON.
    pub name: &'static str,
    /// The lines of its doc comment.
    pub docs: &'static [&'static str],
    /// The type of its value.
    pub kind: Type,
}

/// Declares a table of an answer: a struct whose fields all implement [`Answer`].
#[macro_export]
macro_rules! answer {
    ($(
        $(#[doc = $doc:literal])*
        pub struct $table:ident $(<$life:lifetime>)? {
            $($(#[doc = $field_doc:literal])* pub $field:ident: $type:ty),* $(,)?
        }
    )*) => { $(
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $table $(<$life>)? {
            $($(#[doc = $field_doc])* pub $field: $type),*
        }

        impl $(<$life>)? $crate::answer::Answer for $table $(<$life>)? {
            const TYPE: $crate::answer::Type = $crate::answer::Type::Table(&$crate::answer::Shape {
                name: stringify!($table),
                docs: &[$($doc),*],
                fields: &[$($crate::answer::Field {
                    name: stringify!($field),
                    docs: &[$($field_doc),*],
                    kind: <$type as $crate::answer::Answer>::TYPE,
                }),*],
            });

            fn encode(&self, to: &mut $crate::answer::AnswerEncoder) {
                $($crate::answer::Answer::encode(&self.$field, to);)*
            }

            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(self, to)
            }
        }

        impl $(<$life>)? serde::Serialize for $table $(<$life>)? {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct;
                let fields: &[&str] = &[$(stringify!($field)),*];
                let mut table = to.serialize_struct(stringify!($table), fields.len())?;
                $(table.serialize_field(stringify!($field), &$crate::answer::Json(&self.$field))?;)*
                table.end()
            }
        }
    )* };
}

/// Wraps part of an answer so that serde serializes it in its JSON form.
pub struct Json<'a, T>(pub &'a T);

impl<T: Answer> Serialize for Json<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

/// Initial capacity: enough numbers for most decisions.
const USUAL_CAPACITY: usize = 1_024;
/// Marks an inline text (its bytes follow at once), where an address in memory would otherwise stand.
const INLINE: u32 = 1;

/// Encodes an answer as the list of numbers that the page's decoder reads. A text is its address in the module's memory
/// and its length.
#[derive(Debug)]
pub struct AnswerEncoder {
    numbers: Vec<u32>,
    /// Whether every text is written inline, because none of them outlives the answer.
    all_inline: bool,
}

impl Default for AnswerEncoder {
    fn default() -> Self {
        AnswerEncoder {
            numbers: Vec::with_capacity(USUAL_CAPACITY),
            all_inline: false,
        }
    }
}

impl AnswerEncoder {
    /// Starts a new answer; the memory is reused.
    pub fn clear(&mut self) {
        self.numbers.clear();
    }

    /// The answer as encoded so far.
    #[must_use]
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// Appends a number.
    pub fn number(&mut self, number: u32) {
        self.numbers.push(number);
    }

    /// Appends a text by its address. Only for texts of the code or of a policy: the page caches decoded texts by
    /// address until a policy is added.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the module's memory has 32-bit addresses"
    )]
    pub fn text(&mut self, text: &str) {
        // An empty text may have any address, also a reserved one.
        if text.is_empty() || self.all_inline {
            return self.own_text(text);
        }
        self.pair(text.as_ptr().addr() as u32, text.len() as u32);
    }

    /// Appends a text that was built for this answer, inline.
    pub fn own_text(&mut self, text: &str) {
        self.pair(INLINE, length(text.len()));
        for bytes in text.as_bytes().chunks(4) {
            let mut word = [0; 4];
            for (to, from) in word.iter_mut().zip(bytes) {
                *to = *from;
            }
            self.numbers.push(u32::from_le_bytes(word));
        }
    }

    fn no_text(&mut self) {
        self.pair(0, 0);
    }

    fn pair(&mut self, first: u32, second: u32) {
        self.numbers.extend_from_slice(&[first, second]);
    }

    fn day(&mut self, day: NaiveDate) {
        self.number(u32::try_from(day.num_days_from_ce()).unwrap_or(0));
    }
}

fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(0)
}

impl Answer for bool {
    const TYPE: Type = Type::Boolean;
    fn encode(&self, to: &mut AnswerEncoder) {
        to.number((*self).into());
    }
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bool(*self)
    }
}

impl Answer for u32 {
    const TYPE: Type = Type::Number;
    fn encode(&self, to: &mut AnswerEncoder) {
        to.number(*self);
    }
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u32(*self)
    }
}

impl Answer for &str {
    const TYPE: Type = Type::Text;
    fn encode(&self, to: &mut AnswerEncoder) {
        to.text(self);
    }
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

impl Answer for Text {
    const TYPE: Type = Type::Text;
    fn encode(&self, to: &mut AnswerEncoder) {
        to.text(self);
    }
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

/// Built for this answer, so written inline.
impl Answer for String {
    const TYPE: Type = Type::Text;
    fn encode(&self, to: &mut AnswerEncoder) {
        to.own_text(self);
    }
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

impl Answer for NaiveDate {
    const TYPE: Type = Type::Day;
    fn encode(&self, to: &mut AnswerEncoder) {
        to.day(*self);
    }
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&date_text(*self))
    }
}

impl Answer for DateTime<Utc> {
    const TYPE: Type = Type::Instant;
    fn encode(&self, to: &mut AnswerEncoder) {
        let instant = self.naive_utc();
        to.day(instant.date());
        let seconds = instant.time().num_seconds_from_midnight();
        let millis = instant.nanosecond() / 1_000_000;
        to.number(seconds.saturating_mul(1_000).saturating_add(millis));
    }
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&instant_text(*self))
    }
}

/// Borrowed from a policy, or built for this answer.
impl Answer for Cow<'_, str> {
    const TYPE: Type = Type::Text;
    fn encode(&self, to: &mut AnswerEncoder) {
        match self {
            Cow::Borrowed(text) => to.text(text),
            Cow::Owned(text) => to.own_text(text),
        }
    }
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

impl<T: Answer + Clone> Answer for Cow<'_, T> {
    const TYPE: Type = T::TYPE;
    fn encode(&self, to: &mut AnswerEncoder) {
        // The texts of an owned value do not outlive this answer.
        to.all_inline = matches!(self, Cow::Owned(_));
        T::encode(self, to);
        to.all_inline = false;
    }
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        T::serialize(self, to)
    }
}

impl<T: Answer> Answer for &T {
    const TYPE: Type = T::TYPE;
    fn encode(&self, to: &mut AnswerEncoder) {
        T::encode(self, to);
    }
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        T::serialize(self, to)
    }
}

impl<T: Answer> Answer for Option<T> {
    const TYPE: Type = Type::Optional(&T::TYPE);
    fn encode(&self, to: &mut AnswerEncoder) {
        // An absent text is marked by its address, so it needs no flag of its own.
        let is_text = matches!(T::TYPE, Type::Text | Type::Names(_));
        match self {
            Some(part) if is_text => part.encode(to),
            None if is_text => to.no_text(),
            Some(part) => {
                to.number(1);
                part.encode(to);
            }
            None => to.number(0),
        }
    }
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(part) => part.serialize(to),
            None => to.serialize_none(),
        }
    }
}

impl<T: Answer> Answer for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);
    fn encode(&self, to: &mut AnswerEncoder) {
        self.as_slice().encode_items(to);
    }
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter().map(Json))
    }
}

impl<T: Answer> Answer for &[T] {
    const TYPE: Type = Type::List(&T::TYPE);
    fn encode(&self, to: &mut AnswerEncoder) {
        self.encode_items(to);
    }
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter().map(Json))
    }
}

trait Items {
    fn encode_items(&self, to: &mut AnswerEncoder);
}

impl<T: Answer> Items for [T] {
    fn encode_items(&self, to: &mut AnswerEncoder) {
        to.number(length(self.len()));
        for item in self {
            item.encode(to);
        }
    }
}
