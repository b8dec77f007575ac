// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

import java.util.List;

/**
 * The day by which a request must be in, with its arithmetic.
 *
 * @param start Day 0, payer-local: the latest of the dates that count. {@code YYYY-MM-DD}, as all dates here.
 * @param count How many units there are.
 * @param unit What is counted. One of business-days, calendar-days, hours; more may come.
 * @param due The last day, inclusive, payer-local.
 * @param closes The last day on which the gate stays open, inclusive, payer-local; never before {@code due}.
 * @param dueAt The first instant after the last day, UTC.
 * @param closesAt The first instant at which the gate is closed, UTC.
 * @param timeZone The payer's zone, by its IANA name.
 * @param status Where today stands; {@code past-due} is after the last day, while the gate is still open. One of open, last-day, past-due, closed; more may come.
 * @param daysLeft Counted days after today up to {@code due}; 0 from {@code due} on; absent for hours. May be null.
 * @param days Every day from the first after {@code start} up to {@code due}; empty for hours.
 * @param citation The sentence that sets it. May be null.
 */
public record Deadline(
        String start,
        int count,
        String unit,
        String due,
        String closes,
        String dueAt,
        String closesAt,
        String timeZone,
        String status,
        Integer daysLeft,
        List<DeadlineDay> days,
        Citation citation) {}
