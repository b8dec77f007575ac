// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

import java.util.List;

/**
 * The day by which something must be done, with its arithmetic. Days are the payer's, in its time zone; last days are
 * inclusive.
 *
 * @param id The policy's name for this clock.
 * @param label What the day is, such as "Request by".
 * @param start Day 0. {@code YYYY-MM-DD}, as all days here.
 * @param startField The fact that day 0 was taken from.
 * @param count How many units there are; absent where the day itself is named. May be null.
 * @param unit What is counted; {@code date} where the letter or the plan names the day itself. One of business-days, calendar-days, hours, date, business-hours; more may come.
 * @param opens The first day on which it can be used, where the policy says so. May be null.
 * @param safe The last day by the strictest fair reading; never after {@code due}.
 * @param due The last day.
 * @param closes The last day on which the gate stays open; never before {@code due}.
 * @param dueAt The first instant after the last day, UTC.
 * @param closesAt The first instant at which the gate is closed, UTC.
 * @param timeZone The payer's zone, by its IANA name. One of America/New_York, America/Chicago, America/Denver, America/Phoenix, America/Los_Angeles, America/Anchorage, Pacific/Honolulu, America/Puerto_Rico; more may come.
 * @param status The status as of now. {@code last-day}: today is the safe day; {@code past-safe}: after it, up to {@code due}; {@code past-due}: up to {@code closes}. One of not-open, open, last-day, past-safe, past-due, closed; more may come.
 * @param daysLeft Days after today up to {@code safe} that the strictest reading counts; 0 from {@code safe} on; absent for hours and dates. May be null.
 * @param days Every day from the first after {@code start} up to {@code due}; empty for hours and dates.
 * @param citation The sentence that sets it. May be null.
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
