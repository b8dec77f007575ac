package p2p.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Reads answers as records. Within a major version fields are only added, so unknown ones are skipped. */
final class Json {
    private static final JsonMapper ANSWERS = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final JsonMapper REQUESTS = JsonMapper.builder().build();

    private Json() {}

    static <T> T read(byte[] answer, Class<T> shape) {
        try {
            return ANSWERS.readValue(answer, shape);
        } catch (IOException error) {
            throw otherShape(error);
        }
    }

    static <T> T read(byte[] answer, TypeReference<T> shape) {
        try {
            return ANSWERS.readValue(answer, shape);
        } catch (IOException error) {
            throw otherShape(error);
        }
    }

    static byte[] write(Object value) {
        try {
            return ANSWERS.writeValueAsBytes(value);
        } catch (JsonProcessingException error) {
            throw new IllegalStateException(error);
        }
    }

    /** Writes a request; its keys are the names of facts. */
    static byte[] writeRequest(Object request) {
        try {
            return REQUESTS.writeValueAsBytes(request);
        } catch (JsonProcessingException error) {
            var message = "The request can't be written as JSON: " + error.getOriginalMessage();
            throw new EngineException.BadInput("bad-request", message, error);
        }
    }

    private static EngineException otherShape(IOException error) {
        return new EngineException.BadModule("The module's answer has another shape.", error);
    }
}
