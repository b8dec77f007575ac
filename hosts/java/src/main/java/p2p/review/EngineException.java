package p2p.review;

import java.nio.charset.StandardCharsets;

/** An error answer of the module. docs/portable.md lists the codes. */
public class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String field;

    EngineException(String code, String field, String message) {
        this(code, field, message, null);
    }

    EngineException(String code, String field, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.field = field;
    }

    /** The kind of error, such as {@code bad-request}. */
    public String code() {
        return code;
    }

    /** The fact that is missing or invalid; null if there is none. */
    public String field() {
        return field;
    }

    /** The request is not an object, {@code now} is outside 2000 to 2099, or an option has the wrong type. */
    public static final class BadInput extends EngineException {
        private static final long serialVersionUID = 1L;

        BadInput(String code, String message, Throwable cause) {
            super(code, null, message, cause);
        }
    }

    /** The bytes are not a packed policy for this engine. Nothing has changed. */
    public static final class BadPack extends EngineException {
        private static final long serialVersionUID = 1L;

        BadPack(String message) {
            super("bad-pack", null, message);
        }
    }

    /** There is no deadline: {@code missing-field}, {@code invalid-field}, {@code unknown-payer} or {@code no-deadline}. */
    public static final class NoDeadline extends EngineException {
        private static final long serialVersionUID = 1L;

        NoDeadline(String code, String field, String message) {
            super(code, field, message);
        }
    }

    /** The module itself failed: it is invalid, has another interface version, or trapped twice. */
    public static final class BadModule extends EngineException {
        private static final long serialVersionUID = 1L;

        BadModule(String message, Throwable cause) {
            super("bad-module", null, message, cause);
        }
    }

    static EngineException of(byte[] answer) {
        var error = Json.read(answer, Told.class);
        return switch (error.code()) {
            case "bad-input", "bad-request", "bad-now", "bad-options" ->
                    new BadInput(error.code(), error.message(), null);
            case "bad-pack" -> new BadPack(error.message());
            default -> new NoDeadline(error.code(), error.field(), error.message());
        };
    }

    /** The error in the JSON form of the module's interface. */
    byte[] json() {
        return Json.write(new Told(code, field, getMessage()));
    }

    record Told(String code, String field, String message) {
        @Override
        public String toString() {
            return new String(Json.write(this), StandardCharsets.UTF_8);
        }
    }
}
