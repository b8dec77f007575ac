package p2p.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The answers have the same bytes as those of the native engine. P2P_VECTORS names the file; by default the sample. */
class ConformanceTest {
    private final HashMap<String, Engine> engines = new HashMap<>();

    private record Answer(String status, byte[] json) {}

    @Test
    void answersAsTheNativeEngine() throws IOException {
        var named = System.getenv("P2P_VECTORS");
        var file = Path.of(named == null ? "../../conformance/sample.tsv.gz" : named);
        var run = 0;
        // In ISO 8859-1 every byte is one character.
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.ISO_8859_1))) {
            line(lines);
            for (var line = line(lines); line != null; line = line(lines)) {
                var cells = line.split("\t", -1);
                var answer = ask(cells);
                var got = new String(answer.json(), StandardCharsets.ISO_8859_1);
                assertEquals(cells[5] + " " + cells[6], answer.status() + " " + got, line);
                run++;
            }
        }
        System.out.println(run + " vectors, 0 failed");
        assertTrue(run >= 200, file + " holds only " + run + " vectors");
    }

    private Answer ask(String[] cells) throws IOException {
        var input = cells[4].getBytes(StandardCharsets.ISO_8859_1);
        var options = cells[3].getBytes(StandardCharsets.ISO_8859_1);
        try {
            return new Answer("0", switch (cells[0]) {
                case "validate_request" -> engine(cells[1]).validateRequestJson(input, cells[2], options);
                case "compute_deadline" -> engine(cells[1]).computeDeadlineJson(input, cells[2], options);
                case "policies" -> engine(cells[1]).policiesJson(options);
                case "add_policy" -> added(engineWith(cells[1]).addPolicy(HexFormat.of().parseHex(cells[4])));
                default -> throw new IllegalArgumentException(cells[0]);
            });
        } catch (EngineException error) {
            return new Answer("1", error.json());
        }
    }

    private static byte[] added(String payer) {
        return ("{\"payer\":\"" + payer + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private Engine engine(String packs) throws IOException {
        if (!engines.containsKey(packs)) {
            engines.put(packs, engineWith(packs));
        }
        return engines.get(packs);
    }

    private static Engine engineWith(String packs) throws IOException {
        var engine = Engine.create();
        for (var id : packs.isEmpty() ? new String[0] : packs.split(",")) {
            engine.addPolicy(EngineTest.pack(id));
        }
        return engine;
    }

    /** Reads up to a line feed only, because an input may contain carriage returns. */
    private static String line(BufferedReader from) throws IOException {
        var line = new StringBuilder();
        for (var letter = from.read(); letter >= 0; letter = from.read()) {
            if (letter == '\n') {
                return line.toString();
            }
            line.append((char) letter);
        }
        return null;
    }
}
