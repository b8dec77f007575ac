#![no_main]

use p2p_test_support::fuzz;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::validate_request(bytes));
