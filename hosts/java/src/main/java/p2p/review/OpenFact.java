// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

/**
 * An unanswered fact and the sentence that asks for it.
 *
 * @param field The fact.
 * @param citation The sentence; null where only common sense asks (C19). May be null.
 */
public record OpenFact(
        String field,
        Citation citation) {}
