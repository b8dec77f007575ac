// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

/**
 * One day in the computation of a deadline.
 *
 * @param date The day.
 * @param counts Its number, counted from 1; null if it is skipped. May be null.
 * @param skipped Why it is skipped: {@code weekend}, or the holiday's name. May be null.
 * @param doubtful The holiday's name, if the payer may be open on that day; {@code safe} counts it as a business day. May be null.
 */
public record DeadlineDay(
        String date,
        Integer counts,
        String skipped,
        String doubtful) {}
