// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

import java.util.List;

/**
 * What a form needs to know about a loaded policy.
 *
 * @param id The payer's id, the value of {@code payer} in a request.
 * @param name The payer's name.
 * @param version The version, as in the {@code policy} of a decision.
 * @param linesOfBusiness The lines of business that its documents cover.
 * @param services The services that its documents cover.
 * @param fields Every fact that a form may have to ask for, in asking order.
 */
public record PolicySummary(
        String id,
        String name,
        String version,
        List<String> linesOfBusiness,
        List<String> services,
        List<FieldInfo> fields) {}
