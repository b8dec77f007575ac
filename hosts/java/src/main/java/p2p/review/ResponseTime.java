// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

/**
 * A response that the payer promises, and when it is due if the request is sent now.
 *
 * @param id The promise's id in the policy.
 * @param label What is promised.
 * @param count How many units it takes.
 * @param unit The unit, as in a deadline. One of business-days, calendar-days, hours, date, business-hours; more may come.
 * @param by The first instant after the promised time, UTC.
 * @param citation The statements that promise it. May be null.
 */
public record ResponseTime(
        String id,
        String label,
        int count,
        String unit,
        String by,
        Citation citation) {}
