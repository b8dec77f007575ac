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
 * The rules of the shipped policies, and of those that are added: the same as the form asks. Any number of threads may
 * share one.
 *
 * <p>A decision is computed by an instance of a WebAssembly module that has no access to anything. In this package it was
 * compiled to Java classes when the package was built.
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

    /** With the module of this package. */
    public static Engine create() {
        var module = PortableModule.load();
        return new Engine(new Pool(() -> new ModuleInstance(
                Instance.builder(module).withMachineFactory(PortableModule::create).build())));
    }

    /**
     * With another build of the module, under Chicory's interpreter: many times slower than {@link #create()}.
     *
     * @throws EngineException.BadModule where the bytes are none
     */
    public static Engine interpret(byte[] wasm) {
        try {
            WasmModule module = Parser.parse(wasm);
            return new Engine(new Pool(() -> new ModuleInstance(Instance.builder(module).build())));
        } catch (ChicoryException | IndexOutOfBoundsException | NegativeArraySizeException error) {
            throw new EngineException.BadModule("These bytes are not p2p-review's portable module.", error);
        }
    }

    /** {@link #validateRequest(Map, Instant, Options)} without options. */
    public Decision validateRequest(Map<String, ?> request, Instant now) {
        return validateRequest(request, now, Options.NONE);
    }

    /**
     * Says whether a request can be made as of {@code now}, why not, and what is still to be answered.
     *
     * @param request the facts, by name
     * @throws EngineException.BadInput where it can't be written as JSON, or {@code now} is outside 2000 to 2099
     */
    public Decision validateRequest(Map<String, ?> request, Instant now, Options options) {
        return Json.read(
                validateRequestJson(Json.writeRequest(Objects.requireNonNull(request)), now.toString(), json(options)),
                Decision.class);
    }

    /** {@link #computeDeadline(Map, Instant, Options)} without options. */
    public Deadline computeDeadline(Map<String, ?> request, Instant now) {
        return computeDeadline(request, now, Options.NONE);
    }

    /**
     * Says by when a request must be in, and how that is counted.
     *
     * @throws EngineException.NoDeadline where there is none; its code and field say why
     * @throws EngineException.BadInput as {@link #validateRequest(Map, Instant, Options)}
     */
    public Deadline computeDeadline(Map<String, ?> request, Instant now, Options options) {
        return Json.read(
                computeDeadlineJson(Json.writeRequest(Objects.requireNonNull(request)), now.toString(), json(options)),
                Deadline.class);
    }

    /** What is loaded, by id. */
    public List<PolicySummary> policies(Options options) {
        return Json.read(policiesJson(json(options)), new TypeReference<List<PolicySummary>>() {});
    }

    /**
     * Adds a packed policy ({@code .p2p}), or replaces the one of its payer.
     *
     * @return the payer's id
     * @throws EngineException.BadPack where the bytes are none that this engine takes; then nothing has changed
     */
    public String addPolicy(byte[] packed) {
        return Json.read(pool.add(packed), Added.class).payer();
    }

    /**
     * {@link #validateRequest} of a request that is JSON already; the decision stays JSON, to the byte as every host has it.
     *
     * @param options JSON, or no bytes
     */
    public byte[] validateRequestJson(byte[] request, String now, byte[] options) {
        return pool.call("validate_request", request, now.getBytes(StandardCharsets.UTF_8), options);
    }

    /** {@link #computeDeadline} of JSON, in JSON. */
    public byte[] computeDeadlineJson(byte[] request, String now, byte[] options) {
        return pool.call("compute_deadline", request, now.getBytes(StandardCharsets.UTF_8), options);
    }

    /** {@link #policies} in JSON. */
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
