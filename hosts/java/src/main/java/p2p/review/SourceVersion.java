// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

/**
 * What a decision says about a document.
 *
 * @param id The document's id in the policy.
 * @param title The document's title.
 * @param effective The day on which it takes effect, {@code YYYY-MM-DD}. May be null.
 * @param nextReview The day on which its publisher will review it next, {@code YYYY-MM-DD}. May be null.
 */
public record SourceVersion(
        String id,
        String title,
        String effective,
        String nextReview) {}
