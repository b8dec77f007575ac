// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

/**
 * A way to go: whom to call, which form to use.
 *
 * @param id Its id in the policy.
 * @param label What it is for.
 * @param kind What kind of way it is; {@code letter} means that the denial letter says how. One of phone, fax, mail, form, portal, email, letter; more may come.
 * @param value The number, address or name as printed; absent where the source names none. May be null.
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
