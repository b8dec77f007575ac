// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

/**
 * One value of a choice.
 *
 * @param value What the request holds.
 * @param label What the person sees.
 */
public record FieldValue(
        String value,
        String label) {}
