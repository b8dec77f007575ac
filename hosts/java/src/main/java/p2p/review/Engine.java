package p2p.review;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import p2p.review.module.PortableModule;

/**
 * The rules of the shipped policies and of added ones, the same as in the web form. Threads can share one engine.
 *
 * <p>Decisions are computed in a WebAssembly module that can access nothing outside. This package contains it compiled
 * to Java classes.
 *
 * <pre>{@code
 * var engine = Engine.create();
 * var request = Map.of("payer", "regence", "line_of_business", "commercial", "appeal_filed", true);
 * var decision = engine.validateRequest(request, Instant.now());
 * }</pre>
 */
public final class Engine {
    private static final byte[] NOTHING = {};

    private final Pool pool;

    private Engine(Pool pool) {
        this.pool = pool;
    }

    /** An engine with the module in this package. */
    public static Engine create() {
        var module = PortableModule.load();
        return new Engine(new Pool(() -> new ModuleInstance(
                Instance.builder(module).withMachineFactory(PortableModule::create).build())));
    }

    /**
     * An engine with another build of the module, under Chicory's interpreter: many times slower than {@link
     * #create()}.
     *
     * @throws EngineException.BadModule if the bytes are not such a module
     */
    public static Engine interpret(byte[] wasm) {
        try {
            WasmModule module = Parser.parse(wasm);
            return new Engine(new Pool(() -> new ModuleInstance(Instance.builder(module).build())));
        } catch (ChicoryException | IndexOutOfBoundsException | NegativeArraySizeException error) {
            throw new EngineException.BadModule("These bytes are not p2p-review's portable module.", error);
        }
    }

    /** As {@link #validateRequest(Map, Instant, Options)}, without options. */
    public Decision validateRequest(Map<String, ?> request, Instant now) {
        return validateRequest(request, now, Options.NONE);
    }

    /**
     * Decides whether a request can be made at {@code now}: if not, why; if so, what is still missing.
     *
     * @param request the facts by name
     * @throws EngineException.BadInput if it can't be written as JSON, or {@code now} is outside 2000 to 2099
     */
    public Decision validateRequest(Map<String, ?> request, Instant now, Options options) {
        return Json.read(
                validateRequestJson(Json.writeRequest(Objects.requireNonNull(request)), now.toString(), json(options)),
                Decision.class);
    }

    /** As {@link #computeDeadline(Map, Instant, Options)}, without options. */
    public Deadline computeDeadline(Map<String, ?> request, Instant now) {
        return computeDeadline(request, now, Options.NONE);
    }

    /**
     * Computes when a request must be in, and shows each day that was counted.
     *
     * @throws EngineException.NoDeadline if there is no deadline; its code and field say why
     * @throws EngineException.BadInput as {@link #validateRequest(Map, Instant, Options)}
     */
    public Deadline computeDeadline(Map<String, ?> request, Instant now, Options options) {
        return Json.read(
                computeDeadlineJson(Json.writeRequest(Objects.requireNonNull(request)), now.toString(), json(options)),
                Deadline.class);
    }

    /** Lists the loaded policies, sorted by id. */
    public List<PolicySummary> policies(Options options) {
        return Json.read(policiesJson(json(options)), new TypeReference<List<PolicySummary>>() {});
    }

    /**
     * Adds a packed policy ({@code .p2p}); it replaces the payer's previous one.
     *
     * @return the payer's id
     * @throws EngineException.BadPack if the bytes can't be unpacked; then nothing has changed
     */
    public String addPolicy(byte[] packed) {
        return Json.read(pool.add(packed), Added.class).payer();
    }

    /**
     * As {@link #validateRequest}, for JSON. Every host returns the same bytes.
     *
     * @param options JSON, or empty
     */
    public byte[] validateRequestJson(byte[] request, String now, byte[] options) {
        return pool.call("validate_request", request, now.getBytes(StandardCharsets.UTF_8), options);
    }

    /** As {@link #computeDeadline}, for JSON. */
    public byte[] computeDeadlineJson(byte[] request, String now, byte[] options) {
        return pool.call("compute_deadline", request, now.getBytes(StandardCharsets.UTF_8), options);
    }

    /** As {@link #policies}, for JSON. */
    public byte[] policiesJson(byte[] options) {
        return pool.call("policies", options);
    }

    private static byte[] json(Options options) {
        if (options.equals(Options.NONE)) {
            return NOTHING;
        }
        var asked = new TreeMap<String, Object>();
        if (options.language() != null) {
            asked.put("language", options.language());
        }
        asked.put("report_unknown_keys", options.reportUnknownKeys());
        return Json.write(asked);
    }

    private record Added(String payer) {}
}
