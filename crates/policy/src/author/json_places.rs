//! Where each part of a JSON text stands.

/// The parts of a text that is JSON, by JSON Pointer, each with the byte at which it begins; of an entry, its key.
pub(super) fn json_places(text: &str) -> Vec<(String, usize)> {
    let mut scanner = Scanner {
        bytes: text.as_bytes(),
        at: 0,
        places: Vec::new(),
    };
    scanner.value("");
    scanner.places
}

struct Scanner<'t> {
    bytes: &'t [u8],
    at: usize,
    places: Vec<(String, usize)>,
}

impl Scanner<'_> {
    fn value(&mut self, path: &str) {
        match self.peek() {
            Some(b'{') => self.entries(path),
            Some(b'[') => self.items(path),
            Some(b'"') => {
                self.text();
            }
            _ => self.skip_while(|byte| !b",]} \t\r\n".contains(&byte)),
        }
    }

    fn entries(&mut self, path: &str) {
        self.advance();
        while self.peek() == Some(b'"') {
            let start = self.at;
            let key = self.text().replace('~', "~0").replace('/', "~1");
            let path = format!("{path}/{key}");
            self.places.push((path.clone(), start));
            self.accept(b':');
            self.value(&path);
            if !self.accept(b',') {
                break;
            }
        }
        self.accept(b'}');
    }

    fn items(&mut self, path: &str) {
        self.advance();
        let mut index = 0usize;
        while self.peek().is_some_and(|byte| byte != b']') {
            let path = format!("{path}/{index}");
            self.places.push((path.clone(), self.at));
            self.value(&path);
            index = index.saturating_add(1);
            if !self.accept(b',') {
                break;
            }
        }
        self.accept(b']');
    }

    /// The text that begins here.
    fn text(&mut self) -> String {
        let start = self.at;
        self.advance();
        loop {
            self.skip_while(|byte| byte != b'"' && byte != b'\\');
            match self.bytes.get(self.at) {
                Some(b'\\') => self.at = self.at.saturating_add(2),
                _ => break,
            }
        }
        self.advance();
        let written = self.bytes.get(start..self.at).unwrap_or_default();
        serde_json::from_slice(written).unwrap_or_default()
    }

    /// The next byte that is no space.
    fn peek(&mut self) -> Option<u8> {
        self.skip_while(|byte| byte.is_ascii_whitespace());
        self.bytes.get(self.at).copied()
    }

    fn accept(&mut self, wanted: u8) -> bool {
        let is = self.peek() == Some(wanted);
        if is {
            self.advance();
        }
        is
    }

    fn advance(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn skip_while(&mut self, keep: impl Fn(u8) -> bool) {
        while self.bytes.get(self.at).is_some_and(|byte| keep(*byte)) {
            self.advance();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::json_places;

    #[test]
    fn every_part_is_found() {
        let text = "{ \"a\": [1, {\"b/\\\"c\": true}],\n \"d\": null }";
        let found: Vec<(String, usize)> = json_places(text);
        let starts = |pointer: &str| {
            let place = found.iter().find(|(path, _)| path == pointer);
            place.and_then(|(_, at)| text.get(*at..)).unwrap_or("")
        };
        assert!(starts("/a").starts_with("\"a\""));
        assert!(starts("/a/0").starts_with("1, "));
        assert!(starts("/a/1").starts_with("{\"b"));
        assert!(starts("/a/1/b~1\"c").starts_with("\"b/"));
        assert!(starts("/d").starts_with("\"d\""));
        assert_eq!(found.len(), 5);
    }
}
