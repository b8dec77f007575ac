// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

import java.util.List;

/**
 * One thing found about a request.
 *
 * @param kind How it bears on the request. One of reject, invalid, warning, notice; more may come.
 * @param rule {@code <policy>/<rule>}, or {@code request/<code>}: {@code unknown-payer}, {@code wrong-type}, {@code unknown-value}, {@code bad-date}, {@code future-date}, {@code too-long}, {@code bad-number}, {@code bad-phone}, {@code bad-npi}, {@code bad-email}, {@code bad-window}, {@code too-many-windows}, {@code window-order}, {@code window-past}, {@code unknown-key}.
 * @param field The fact that it turns on. May be null.
 * @param at JSON Pointer inside that field. May be null.
 * @param message Plain words.
 * @param shown Whether a person has to see it before sending, or it may be collapsed. One of first, folded; more may come.
 * @param elsewhere A reject that only means: not with this form (C23).
 * @param citation The published sentence that says so. May be null.
 * @param nextSteps Where to go instead, or next.
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
