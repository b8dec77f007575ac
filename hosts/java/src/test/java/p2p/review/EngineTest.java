package p2p.review;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class EngineTest {
    static final Path PACKS = Path.of("../../conformance/packs");
    private static final Path MODULE = Path.of("../../pkg/portable/p2p_review.wasm");
    private static final Instant NOW = Instant.parse("2026-03-03T18:00:00Z");
    private static final byte[] REQUEST =
            "{\"payer\":\"mesa-community\",\"line_of_business\":\"commercial\",\"appeal_filed\":true}".getBytes(StandardCharsets.UTF_8);

    static byte[] pack(String id) throws IOException {
        return Files.readAllBytes(PACKS.resolve(id + ".p2p"));
    }

    /** Knows the made-up payers that the tests ask about. */
    private static Engine engine() throws IOException {
        return withPayers(Engine.create());
    }

    private static Engine withPayers(Engine engine) throws IOException {
        engine.addPolicy(pack("mesa-community"));
        engine.addPolicy(pack("gulf-mutual"));
        return engine;
    }

    @Test
    void decides() throws IOException {
        var request = Map.of("payer", "mesa-community", "line_of_business", "commercial", "appeal_filed", true);
        var decision = engine().validateRequest(request, NOW);
        assertEquals(Outcome.INELIGIBLE, decision.outcome());
        assertEquals("appeal_filed", decision.findings().get(0).field());
        assertEquals("2026-03-03T18:00:00Z", decision.checkedAt());
    }

    @Test
    void countsDays() throws IOException {
        var engine = engine();
        var request = Map.of("payer", "gulf-mutual", "line_of_business", "commercial", "denial_date", "2026-11-25");
        var deadline = engine.computeDeadline(request, Instant.parse("2026-11-30T18:00:00Z"));
        assertEquals("2026-12-09", deadline.due());
        assertEquals("2026-12-09", deadline.closes());
        var none = assertThrows(
                EngineException.NoDeadline.class, () -> engine.computeDeadline(Map.of("payer", "gulf-mutual"), NOW));
        assertEquals("missing-field", none.code());
        assertEquals("line_of_business", none.field());
    }

    @Test
    void refusesInvalidCalls() {
        var engine = Engine.create();
        assertThrows(
                EngineException.BadInput.class, () -> engine.validateRequest(Map.of("payer", new Object()), NOW));
        var early = assertThrows(
                EngineException.BadInput.class, () -> engine.validateRequest(Map.of(), Instant.EPOCH));
        assertEquals("bad-now", early.code());
        var large = Map.of("member_name", "x".repeat(2_000_000));
        assertEquals(
                "bad-input",
                assertThrows(EngineException.BadInput.class, () -> engine.validateRequest(large, NOW)).code());
    }

    @Test
    void refusesInvalidModules() throws IOException {
        var module = Files.readAllBytes(MODULE);
        var another = new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0};
        for (var bytes : List.of(new byte[0], "no module".getBytes(StandardCharsets.UTF_8), another, Arrays.copyOf(module, module.length / 2))) {
            assertThrows(EngineException.BadModule.class, () -> Engine.interpret(bytes), bytes.length + " bytes");
        }
        var engine = withPayers(Engine.interpret(module));
        assertArrayEquals(
                engine().validateRequestJson(REQUEST, NOW.toString(), new byte[0]),
                engine.validateRequestJson(REQUEST, NOW.toString(), new byte[0]));
    }

    @Test
    void addsPolicies() throws IOException {
        var engine = Engine.create();
        var expected = new ArrayList<>(ids(engine));
        var harborline = pack("harborline");
        for (var bytes : List.of(new byte[0], new byte[2_000_000], Arrays.copyOf(harborline, harborline.length - 1))) {
            assertThrows(EngineException.BadPack.class, () -> engine.addPolicy(bytes));
        }
        assertEquals("harborline", engine.addPolicy(harborline));
        expected.add("harborline");
        assertEquals(expected.stream().sorted().toList(), ids(engine));
    }

    private static List<String> ids(Engine engine) {
        return engine.policies(Options.NONE).stream().map(PolicySummary::id).toList();
    }

    @Test
    void anyBytesGetAnAnswerOrAnError() {
        var engine = Engine.create();
        var cut = new byte[] {'{', '"', 'p', '"', ':', '"', (byte) 0xc3, '(', '"', '}'};
        var texts = List.of("", "{\"payer\":\"harborline\"", "\0", "[".repeat(1_000_000), "{\"a\":".repeat(150_000));
        var requests = new ArrayList<byte[]>(List.of(new byte[] {(byte) 0xff, (byte) 0xfe}, cut));
        texts.forEach(text -> requests.add(text.getBytes(StandardCharsets.UTF_8)));
        for (var request : requests) {
            var refused = assertThrows(
                    EngineException.BadInput.class,
                    () -> engine.validateRequestJson(request, NOW.toString(), new byte[0]));
            assertEquals("bad-request", refused.code());
        }
        for (var instant : List.of("", "2026-03-03", "\ud800", "9".repeat(100_000))) {
            var refused = assertThrows(
                    EngineException.BadInput.class,
                    () -> engine.validateRequestJson(REQUEST, instant, new byte[0]));
            assertEquals("bad-now", refused.code());
        }
    }

    /** Many threads call while policies are added; each gets the same answer as when it is alone. */
    @Test
    void servesManyThreads() throws Exception {
        var engine = engine();
        var alone = engine.validateRequestJson(REQUEST, NOW.toString(), new byte[0]);
        var threads = Executors.newFixedThreadPool(8);
        try {
            var all = new ArrayList<Future<?>>();
            for (var thread = 0; thread < 8; thread++) {
                all.add(threads.submit(() -> {
                    for (var call = 0; call < 100; call++) {
                        assertArrayEquals(alone, engine.validateRequestJson(REQUEST, NOW.toString(), new byte[0]));
                    }
                }));
            }
            for (var id : List.of("harborline", "mesa-community", "gulf-mutual")) {
                engine.addPolicy(pack(id));
            }
            // By now every instance has the added policies, whichever one answers.
            for (var call = 0; call < 20; call++) {
                all.add(threads.submit(
                        () -> assertNotNull(engine.validateRequest(Map.of("payer", "gulf-mutual"), NOW).policy())));
            }
            for (var one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
