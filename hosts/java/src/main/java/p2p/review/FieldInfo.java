// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

import java.util.List;

/**
 * How a form asks for a fact.
 *
 * @param field The fact's key in a request.
 * @param kind The kind of its value. One of boolean, choice, date, datetime, number, text, phone, npi, email, windows; more may come.
 * @param values The values of a choice; null for other kinds. May be null.
 * @param question The question, in the payer's wording if the policy has its own.
 * @param hint Where to find the answer, or what counts. May be null.
 * @param unsure Whether {@code "unsure"} is a valid answer.
 */
public record FieldInfo(
        String field,
        String kind,
        List<FieldValue> values,
        String question,
        String hint,
        boolean unsure) {}
