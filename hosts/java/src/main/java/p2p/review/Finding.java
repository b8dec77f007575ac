// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

import java.util.List;

/**
 * Something that was found about a request.
 *
 * @param kind What it means for the request. One of reject, invalid, warning, notice; more may come.
 * @param rule {@code <policy>/<rule>}, or {@code request/<code>} with the code {@code unknown-payer}, {@code wrong-type}, {@code unknown-value}, {@code bad-date}, {@code future-date}, {@code too-long}, {@code bad-number}, {@code bad-phone}, {@code bad-npi}, {@code bad-email}, {@code bad-window}, {@code too-many-windows}, {@code window-order}, {@code window-past} or {@code unknown-key}.
 * @param field The fact that it is about. May be null.
 * @param at A JSON Pointer to the part of that field that it is about, such as {@code /1/start}. May be null.
 * @param message What it means and what to do, in plain words.
 * @param shown Whether a person has to see it before sending. One of first, folded; more may come.
 * @param elsewhere For a reject: whether it only means that another form or address is right.
 * @param citation The published statements that it is based on. May be null.
 * @param nextSteps What to do instead, or next. Never empty for a reject.
 */
public record Finding(
        String kind,
        String rule,
        String field,
        String at,
        String message,
        String shown,
        boolean elsewhere,
        Citation citation,
        List<NextStep> nextSteps) {}
