// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

import java.util.List;

/**
 * A loaded policy, as far as a form needs to know it.
 *
 * @param id The payer's id: what a request's {@code payer} names.
 * @param name The payer's name.
 * @param version As in {@code PolicyVersion::version}.
 * @param linesOfBusiness The lines of business that its documents speak of.
 * @param services The services that its documents speak of.
 * @param fields Every fact that it can ask for, in asking order.
 */
public record PolicySummary(
        String id,
        String name,
        String version,
        List<String> linesOfBusiness,
        List<String> services,
        List<FieldInfo> fields) {}
