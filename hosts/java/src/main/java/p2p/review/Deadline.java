// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

import java.util.List;

/**
 * A deadline, and how it was computed. All days are in the payer's time zone, {@code YYYY-MM-DD}; last days are
 * inclusive.
 *
 * @param id The policy's name for this clock.
 * @param label What the last day is called, such as "Request by".
 * @param start Day 0.
 * @param startField The fact from which day 0 was taken.
 * @param count How many units are counted; null if the letter or the plan names the last day. May be null.
 * @param unit The unit; {@code date} if the letter or the plan names the last day. One of business-days, calendar-days, hours, date, business-hours; more may come.
 * @param opens The first day on which the request can be made, if the policy sets one. May be null.
 * @param safe The last day by the strictest fair reading of the policy; never after {@code due}.
 * @param due The last day by the plain reading.
 * @param closes The last day by the most generous fair reading, until which the gate stays open; never before {@code due}.
 * @param dueAt The first instant after {@code due}, UTC.
 * @param closesAt The first instant after {@code closes}, UTC.
 * @param timeZone The payer's time zone, an IANA name. One of America/New_York, America/Chicago, America/Denver, America/Phoenix, America/Los_Angeles, America/Anchorage, Pacific/Honolulu, America/Puerto_Rico; more may come.
 * @param status Where {@code now} stands. {@code not-open}: before {@code opens}; {@code open}: before {@code safe}; {@code last-day}: on {@code safe}; {@code past-safe}: after {@code safe}, up to {@code due}; {@code past-due}: after {@code due}, up to {@code closes}; {@code closed}: after that. One of not-open, open, last-day, past-safe, past-due, closed; more may come.
 * @param daysLeft The days after today up to {@code safe} that count by the strictest reading; 0 from {@code safe} on; null for hours and dates. May be null.
 * @param days Each day after {@code start} up to {@code due}; empty for hours and dates.
 * @param citation The statements that set the deadline. May be null.
 */
public record Deadline(
        String id,
        String label,
        String start,
        String startField,
        Integer count,
        String unit,
        String opens,
        String safe,
        String due,
        String closes,
        String dueAt,
        String closesAt,
        String timeZone,
        String status,
        Integer daysLeft,
        List<DeadlineDay> days,
        Citation citation) {}
