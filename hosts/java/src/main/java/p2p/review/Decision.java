// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

import java.util.List;

/**
 * The answer to one request, as of one instant.
 *
 * @param outcome Whether the request can be made. One of eligible, ineligible, incomplete; more may come.
 * @param findings All findings: rejects first, then invalid values, warnings, notices.
 * @param needed The unanswered facts that can still change the outcome, in asking order; empty once ineligible.
 * @param optional The unanswered facts that can change anything but the outcome; empty once ineligible.
 * @param deadline By when the request must be in; null until that is decided. May be null.
 * @param responseTimes What the payer promises; empty once ineligible.
 * @param contacts Where this request goes; empty once ineligible.
 * @param clocks The policy's further clocks, in its order; one that can't be computed yet is left out.
 * @param policy The policy that decided; absent while no known payer is named. May be null.
 * @param engine This engine's version.
 * @param checkedAt The {@code now} that was used: UTC, RFC 3339.
 */
public record Decision(
        Outcome outcome,
        List<Finding> findings,
        List<OpenFact> needed,
        List<OpenFact> optional,
        Deadline deadline,
        List<ResponseTime> responseTimes,
        List<NextStep> contacts,
        List<Deadline> clocks,
        PolicyVersion policy,
        String engine,
        String checkedAt) {}
