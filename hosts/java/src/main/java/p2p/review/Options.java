package p2p.review;

/**
 * What can be asked for beside a request.
 *
 * @param language of what a person reads, as a BCP 47 tag. May be null.
 * @param reportUnknownKeys whether each key of the request that names no fact gets a notice.
 */
public record Options(String language, boolean reportUnknownKeys) {
    /** Nothing is asked for beside the answer. */
    public static final Options NONE = new Options(null, false);
}
