//! Enums whose values have names in policy files and in answers.

/// Declares an enum with a name for each value. `ALL` lists both, `name` returns the name, `named` finds the value.
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
            /// Every name with its value.
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

            /// The value with this name, if there is one.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::at($crate::text::index_of(name, Self::NAMES)?)
            }

            /// The value at this index of `ALL`, if there is one.
            #[must_use]
            pub fn at(index: usize) -> Option<Self> {
                Self::ALL.get(index).map(|(_, value)| *value)
            }

            /// The bit for this value in a set; only for enums with at most eight values.
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
