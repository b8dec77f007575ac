// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

import java.util.List;

/**
 * The answer to one request at one instant.
 *
 * @param outcome Whether the request can be made.
 * @param findings All findings: rejects first, then invalid values, warnings, notices.
 * @param needed The unanswered facts that can still change the outcome, in asking order. Empty if ineligible.
 * @param optional The unanswered facts that can change anything except the outcome, in asking order. Empty if ineligible.
 * @param deadline When the request must be in; null until that is decided. May be null.
 * @param responseTimes When the payer promises to respond. Empty if ineligible.
 * @param contacts Where the request goes. Empty if ineligible.
 * @param clocks The policy's further deadlines, in its order, without those that are not decided yet.
 * @param policy The policy that decided; null unless a known payer is given. May be null.
 * @param engine The version of this engine.
 * @param checkedAt The {@code now} that was used, UTC.
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
