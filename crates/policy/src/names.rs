//! Closed sets of values that have a name in policy files and in answers.

/// Declares an enum whose values each have a name: `ALL` lists both, `name` gives the name, `named` finds a value.
#[macro_export]
macro_rules! named_enum {
    (
        $(#[$meta:meta])*
        pub enum $type:ident { $($(#[$variant_meta:meta])* $variant:ident = $name:literal),+ $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $type { $($(#[$variant_meta])* $variant),+ }

        impl $type {
            /// Every value with its name.
            pub const ALL: &'static [(&'static str, $type)] = &[$(($name, $type::$variant)),+];
            /// The first value.
            pub const FIRST: $type = {
                let [first, ..] = [$($type::$variant),+];
                first
            };
            /// Every name.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// The name in policy files and in answers.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }

            /// The value with this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                let mut all = Self::ALL.iter();
                all.find(|(known, _)| *known == name).map(|(_, value)| *value)
            }

            /// The value at this index of `ALL`.
            #[must_use]
            pub fn at(index: usize) -> Option<Self> {
                Self::ALL.get(index).map(|(_, value)| *value)
            }

            /// The bit that stands for this value in a set.
            #[must_use]
            pub const fn bit(self) -> u8 {
                1u8.wrapping_shl(self as u32)
            }
        }

        impl $crate::answer::Answer for $type {
            const TYPE: $crate::answer::Type = $crate::answer::Type::Names($type::NAMES);

            fn encode(&self, to: &mut $crate::answer::AnswerEncoder) {
                to.text(self.name());
            }

            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.name())
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.name())
            }
        }
    };
}
