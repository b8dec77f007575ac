// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

/**
 * What the payer promises to do, and by when if the request were sent now.
 *
 * @param id Its id in the policy.
 * @param label What is promised.
 * @param count How many units.
 * @param unit The unit, as in {@code Deadline::unit}. One of business-days, calendar-days, hours, date, business-hours; more may come.
 * @param by The first instant after the promise has run out, UTC.
 * @param citation The sentence that promises it. May be null.
 */
public record ResponseTime(
        String id,
        String label,
        int count,
        String unit,
        String by,
        Citation citation) {}
