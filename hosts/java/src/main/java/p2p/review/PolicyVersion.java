// Generated from the engine's own shapes (npm run conformance).
package p2p.review;

import java.util.List;

/**
 * The policy that decided, and its documents.
 *
 * @param id The payer's id.
 * @param name The payer's name.
 * @param version The newest source's effective date and a hash of the policy's content.
 * @param sources The documents that the policy is based on.
 */
public record PolicyVersion(
        String id,
        String name,
        String version,
        List<SourceVersion> sources) {}
