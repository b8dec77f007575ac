//! Runs the code blocks of the README. tests/documents checks that they are the same.

#![allow(clippy::unwrap_used, reason = "test code: a panic is how it reports")]

use std::error::Error;

type Done = Result<(), Box<dyn Error>>;

#[test]
fn the_crate_itself() -> Done {
    let request = serde_json::from_str(
        r#"{ "payer": "regence", "line_of_business": "commercial", "appeal_filed": true }"#,
    )?;
    let now = p2p_review::parse_instant("2026-03-03T18:00:00Z").unwrap();

    let policies = p2p_review::Policies::shipped();
    let decision = p2p_review::validate_request(&policies, &request, now);

    assert_eq!(decision.outcome, p2p_review::Outcome::Ineligible);
    Ok(())
}

#[test]
#[rustfmt::skip]
fn this_crate() -> Done {
    // The only file that the block reads.
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    std::fs::create_dir_all(&folder)?;
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/../../conformance/packs/harborline.p2p"), folder.join("our-plan.p2p"))?;
    std::env::set_current_dir(&folder)?;

    use p2p_review_host::{Engine, Outcome};

    let engine = Engine::new()?; // once
    let request = serde_json::json!({ "payer": "regence", "line_of_business": "commercial", "appeal_filed": true });
    let decision = engine.validate_request(&request, "2026-03-03T18:00:00Z")?;
    assert_eq!(decision.outcome, Outcome::Ineligible);
    engine.add_policy(&std::fs::read("our-plan.p2p")?)?;

    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
