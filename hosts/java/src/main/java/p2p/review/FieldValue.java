// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

/**
 * One value of a choice.
 *
 * @param value The value in a request.
 * @param label The text that a person sees.
 */
public record FieldValue(
        String value,
        String label) {}
