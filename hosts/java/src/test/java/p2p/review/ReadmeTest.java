package p2p.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code block of the README. tests/documents checks that it is the same. */
class ReadmeTest {
    @Test
    void isTrue() {
        var engine = Engine.create(); // once
        var request = Map.of("payer", "regence", "line_of_business", "commercial", "appeal_filed", true);
        var decision = engine.validateRequest(request, Instant.now());
        if (decision.outcome() == Outcome.ELIGIBLE) {
            // store it
            fail("an appeal is in");
        }
        assertEquals(Outcome.INELIGIBLE, decision.outcome());
    }
}
