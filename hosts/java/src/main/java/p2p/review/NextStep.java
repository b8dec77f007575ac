// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

/**
 * What the person can do next: whom to call, which form to use.
 *
 * @param id The step's id in the policy.
 * @param label What the step is for.
 * @param kind The kind of step; {@code letter} means that the denial letter says how. One of phone, fax, mail, form, portal, email, letter; more may come.
 * @param value The number, address or name as printed; absent if the source names none. May be null.
 * @param href {@code tel:} or {@code https:}. May be null.
 * @param note What to keep in mind. May be null.
 */
public record NextStep(
        String id,
        String label,
        String kind,
        String value,
        String href,
        String note) {}
