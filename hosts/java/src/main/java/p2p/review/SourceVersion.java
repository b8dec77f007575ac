// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

/**
 * What a decision says of a document.
 *
 * @param id Its id.
 * @param title Its title.
 * @param effective The day from which it holds, {@code YYYY-MM-DD}. May be null.
 * @param nextReview When its publisher reviews it next, {@code YYYY-MM-DD}. May be null.
 */
public record SourceVersion(
        String id,
        String title,
        String effective,
        String nextReview) {}
