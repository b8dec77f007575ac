//! How far a long run has come, drawn on a terminal only.

#[cfg(not(target_os = "wasi"))]
pub(crate) use bar::Progress;
#[cfg(target_os = "wasi")]
pub(crate) use line::Progress;

#[cfg(not(target_os = "wasi"))]
mod bar {
    use indicatif::{ProgressBar, ProgressStyle};

    pub(crate) struct Progress(ProgressBar);

    impl Progress {
        /// Of so many bytes, where that is known.
        pub(crate) fn new(length: Option<u64>) -> Self {
            let bar = length.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
            let look = match length {
                Some(_) => "{bar:40} {percent:>3} %  {bytes} of {total_bytes}, {eta} left",
                None => "{spinner} {bytes}, {elapsed}",
            };
            Progress(match ProgressStyle::with_template(look) {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            })
        }

        pub(crate) fn reach(&mut self, position: u64) {
            self.0.set_position(position);
        }

        pub(crate) fn clear(&mut self) {
            self.0.finish_and_clear();
        }
    }
}

#[cfg(target_os = "wasi")]
mod line {
    use std::io::{IsTerminal, Write, stderr};
    use std::time::{Duration, Instant};

    /// How often the line is written anew.
    const PAUSE: Duration = Duration::from_millis(100);

    pub(crate) struct Progress {
        length: Option<u64>,
        position: u64,
        begun: Instant,
        /// When the line was last written; absent where nobody would see it.
        written: Option<Instant>,
    }

    impl Progress {
        /// Of so many bytes, where that is known.
        pub(crate) fn new(length: Option<u64>) -> Self {
            let begun = Instant::now();
            Progress {
                length,
                position: 0,
                begun,
                written: stderr().is_terminal().then_some(begun),
            }
        }

        pub(crate) fn reach(&mut self, position: u64) {
            self.position = position;
            if self
                .written
                .is_some_and(|written| written.elapsed() >= PAUSE)
            {
                self.written = Some(Instant::now());
                self.write();
            }
        }

        pub(crate) fn clear(&mut self) {
            if self.written.take().is_some() {
                let _ = write!(stderr(), "\r\x1b[K");
            }
        }

        /// What can't be written is nobody's loss.
        fn write(&self) {
            let megabytes = self.position >> 20;
            let seconds = self.begun.elapsed().as_secs();
            let _ = match self.length.filter(|length| *length > 0) {
                Some(length) => {
                    let percent = self
                        .position
                        .saturating_mul(100)
                        .checked_div(length)
                        .unwrap_or(0);
                    write!(
                        stderr(),
                        "\r\x1b[K{percent:>3} %  {megabytes} MiB, {seconds} s"
                    )
                }
                None => write!(stderr(), "\r\x1b[K{megabytes} MiB, {seconds} s"),
            };
        }
    }
}
