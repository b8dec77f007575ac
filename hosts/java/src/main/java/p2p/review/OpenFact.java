// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

/**
 * An unanswered fact, with the statements that require it.
 *
 * @param field The fact.
 * @param citation The statements; null if no document requires it, only common sense (C19). May be null.
 */
public record OpenFact(
        String field,
        Citation citation) {}
