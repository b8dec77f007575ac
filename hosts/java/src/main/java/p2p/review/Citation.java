// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

import java.util.List;

/**
 * A reference to a payer's document.
 *
 * @param source The document's id.
 * @param title The document's title.
 * @param section The heading as printed, if there is one. May be null.
 * @param statements The ids of the statements, the most relevant one first.
 * @param effective The day on which the document takes effect, {@code YYYY-MM-DD}; null if it states none. May be null.
 */
public record Citation(
        String source,
        String title,
        String section,
        List<String> statements,
        String effective) {}
