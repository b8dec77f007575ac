// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

import java.util.List;

/**
 * Where a payer's document says so.
 *
 * @param source The document's id.
 * @param title The document's title.
 * @param section The heading as printed. May be null.
 * @param statements The numbered statements, the leading one first.
 * @param effective The day from which the document holds, {@code YYYY-MM-DD}; absent when it names none. May be null.
 */
public record Citation(
        String source,
        String title,
        String section,
        List<String> statements,
        String effective) {}
