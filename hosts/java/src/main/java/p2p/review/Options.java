package p2p.review;

/**
 * The options of a call.
 *
 * @param language the language of the texts that a person reads, as a BCP 47 tag. May be null.
 * @param reportUnknownKeys whether to add a notice for each key of the request that names no fact.
 */
public record Options(String language, boolean reportUnknownKeys) {
    /** No options. */
    public static final Options NONE = new Options(null, false);
}
