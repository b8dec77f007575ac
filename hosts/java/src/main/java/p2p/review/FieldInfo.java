// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

import java.util.List;

/**
 * How to ask for one fact.
 *
 * @param field The fact: the request's key.
 * @param kind What sort of value it has. One of boolean, choice, date, datetime, number, text, phone, npi, email, windows; more may come.
 * @param values The values of a choice; absent for other kinds. May be null.
 * @param question The question, in the payer's own wording where it has one.
 * @param hint Where the letter says it, or what counts. May be null.
 * @param unsure Whether {@code "unsure"} is an answer.
 */
public record FieldInfo(
        String field,
        String kind,
        List<FieldValue> values,
        String question,
        String hint,
        boolean unsure) {}
