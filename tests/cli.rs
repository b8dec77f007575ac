//! The command line, as its README shows it.
