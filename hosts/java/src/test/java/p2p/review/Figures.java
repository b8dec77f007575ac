package p2p.review;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import p2p.review.module.PortableModule;

/** Prints the measurements of this host as a line of JSON for bench/hosts.mjs. */
final class Figures {
    private static final long LONG_NANOS = 3_000_000_000L;
    private static final int INSTANCES = 20;
    private static final byte[] NOTHING = {};

    private record Asked(byte[] request, String now) {}

    private Figures() {}

    public static void main(String[] arguments) throws Exception {
        var compiled = arguments[0].equals("compiled");
        var asked = asked(Path.of(arguments[1]));
        var wasm = Files.readAllBytes(Path.of("../../pkg/portable/p2p_review.wasm"));
        var begun = System.nanoTime();
        var engine = compiled ? Engine.create() : Engine.interpret(wasm);
        engine.validateRequestJson(asked.get(0).request(), asked.get(0).now(), NOTHING);
        var cold = System.nanoTime() - begun;
        try (var packs = Files.list(EngineTest.PACKS)) {
            for (var pack : packs.sorted().toList()) {
                engine.addPolicy(Files.readAllBytes(pack));
            }
        }
        rate(engine, 1, asked);
        rate(engine, 1, asked);
        var one = rate(engine, 1, asked);
        var two = rate(engine, 2, asked);
        System.out.printf(
                "{\"cold_ms\":%.3f,\"one\":%.1f,\"two\":%.1f,\"instance_kb\":%d}%n",
                cold / 1e6, one, two, instance(compiled, wasm, asked.get(0)) / 1024);
    }

    private static double rate(Engine engine, int threads, List<Asked> asked) throws InterruptedException {
        var calls = new LongAdder();
        var begun = System.nanoTime();
        var workers = new ArrayList<Thread>();
        for (var number = 0; number < threads; number++) {
            var worker = new Thread(() -> {
                while (System.nanoTime() - begun < LONG_NANOS) {
                    for (var one : asked) {
                        engine.validateRequestJson(one.request(), one.now(), NOTHING);
                    }
                    calls.add(asked.size());
                }
            });
            worker.start();
            workers.add(worker);
        }
        for (var worker : workers) {
            worker.join();
        }
        return calls.sum() * 1e9 / (System.nanoTime() - begun);
    }

    /** The memory that one more instance takes, in bytes. */
    private static long instance(boolean compiled, byte[] wasm, Asked asked) {
        var module = compiled ? PortableModule.load() : Parser.parse(wasm);
        Supplier<ModuleInstance> maker = () -> {
            var builder = Instance.builder(module);
            return new ModuleInstance((compiled ? builder.withMachineFactory(PortableModule::create) : builder).build());
        };
        var before = used();
        var instances = new ArrayList<ModuleInstance>();
        for (var number = 0; number < INSTANCES; number++) {
            var fresh = maker.get();
            fresh.call("validate_request", asked.request(), asked.now().getBytes(StandardCharsets.UTF_8), NOTHING);
            instances.add(fresh);
        }
        var grown = used() - before;
        return grown / instances.size();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** The requests of the sample. */
    private static List<Asked> asked(Path file) throws Exception {
        var bytes = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file))).readAllBytes();
        var found = new ArrayList<Asked>();
        for (var line : new String(bytes, StandardCharsets.ISO_8859_1).split("\n")) {
            var cells = line.split("\t", -1);
            if (cells[0].equals("validate_request") && cells[3].isEmpty() && cells[5].equals("0")) {
                found.add(new Asked(cells[4].getBytes(StandardCharsets.ISO_8859_1), cells[2]));
            }
        }
        return found;
    }
}
