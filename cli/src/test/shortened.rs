//! A long list, short enough to read: of many alike the first ones, and how many more there are.

/// How many are always shown whole.
const FEW: usize = 24;
/// How many of a longer list are shown at the most.
const MOST: usize = 48;
/// How many are shown of each kind.
const OF_A_KIND: usize = 2;

/// What stands in a shortened list.
pub(super) enum Entry<'i, T> {
    One(&'i T),
    More {
        count: usize,
        /// What those that are left out have in common; absent where they are of several kinds.
        kind: Option<String>,
    },
}

/// Those to show of a list whose items are told by `what`, alike ones together.
pub(super) fn shortened<T>(items: &[T], what: impl Fn(&T) -> &str) -> Vec<Entry<'_, T>> {
    if items.len() <= FEW {
        return items.iter().map(Entry::One).collect();
    }
    let mut kinds: Vec<(String, Vec<&T>)> = Vec::new();
    for item in items {
        let kind = kind_of(what(item));
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, alike)) => alike.push(item),
            None => kinds.push((kind, vec![item])),
        }
    }
    let mut entries = Vec::new();
    let mut shown = 0_usize;
    let mut of_other_kinds = 0_usize;
    for (kind, alike) in kinds {
        if shown >= MOST {
            of_other_kinds = of_other_kinds.saturating_add(alike.len());
            continue;
        }
        // A line that stands for one would be no shorter than that one.
        let first = match alike.len() {
            few if few <= OF_A_KIND.saturating_add(1) => few,
            _ => OF_A_KIND,
        };
        shown = shown.saturating_add(first);
        let count = alike.len().saturating_sub(first);
        entries.extend(alike.into_iter().take(first).map(Entry::One));
        if count > 0 {
            let kind = Some(kind);
            entries.push(Entry::More { count, kind });
        }
    }
    if of_other_kinds > 0 {
        entries.push(Entry::More {
            count: of_other_kinds,
            kind: None,
        });
    }
    entries
}

/// What is told, whichever part and whichever value it is told of: the first name, and one at the very end.
fn kind_of(what: &str) -> String {
    let mut pieces: Vec<&str> = what.split('`').collect();
    let ends_with_name = pieces.len() > 4 && pieces.last() == Some(&"");
    if let Some(name) = pieces.get_mut(1) {
        *name = "…";
    }
    let last = pieces.len().saturating_sub(2);
    if let Some(name) = pieces.get_mut(last).filter(|_| ends_with_name) {
        *name = "…";
    }
    pieces.join("`")
}

#[cfg(test)]
mod tests {
    use super::{Entry, kind_of, shortened};

    fn told(list: &[String]) -> Vec<String> {
        let told = |entry: &Entry<'_, String>| match entry {
            Entry::One(one) => (*one).clone(),
            Entry::More { count, kind } => {
                format!("{count} {}", kind.as_deref().unwrap_or("of other kinds"))
            }
        };
        shortened(list, |one| one).iter().map(told).collect()
    }

    #[test]
    fn a_short_list_is_shown_whole() {
        let list: Vec<String> = (0..24).map(|n| format!("step `{n}` dropped")).collect();
        assert_eq!(told(&list), list);
    }

    #[test]
    fn of_many_alike_the_first_are_shown_and_the_rest_counted() {
        let both = (0..50).flat_map(|n| {
            [
                format!("step `{n}` dropped"),
                format!("step `{n}`, `plan_state` also `S{n}`"),
            ]
        });
        let list: Vec<String> = both.chain(["rule `late` dropped".to_string()]).collect();
        assert_eq!(
            told(&list),
            [
                "step `0` dropped",
                "step `1` dropped",
                "48 step `…` dropped",
                "step `0`, `plan_state` also `S0`",
                "step `1`, `plan_state` also `S1`",
                "48 step `…`, `plan_state` also `…`",
                "rule `late` dropped",
            ]
        );
    }

    #[test]
    fn many_kinds_are_cut_off_and_none_is_lost() {
        let list: Vec<String> = (0..100).map(|n| format!("kind {n}")).collect();
        let told = told(&list);
        assert_eq!(told.len(), 49);
        assert_eq!(told.last().map(String::as_str), Some("52 of other kinds"));
    }

    #[test]
    fn a_kind_is_told_without_its_names() {
        assert_eq!(kind_of("step `al` dropped"), "step `…` dropped");
        assert_eq!(
            kind_of("step `al`, whatever `plan_state` is"),
            "step `…`, whatever `plan_state` is"
        );
        assert_eq!(
            kind_of("need `a`, `at_least` 2 instead of 1"),
            "need `…`, `at_least` 2 instead of 1"
        );
        assert_eq!(
            kind_of("the scope, `services` also `medical`"),
            "the scope, `…` also `…`"
        );
        assert_eq!(kind_of("step `al`"), "step `…`");
    }
}
