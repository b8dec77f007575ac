package p2p.review;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.ChicoryException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One instance of the module: its memory and its calls. Not for concurrent use. */
final class ModuleInstance {
    static final int INTERFACE_VERSION = 1;
    private static final int USUAL_INPUT = 8 * 1024;
    private static final int HEADER = 8;
    private static final List<String> EXPORTS = List.of(
            "interface_version",
            "allocate",
            "free",
            "validate_request",
            "compute_deadline",
            "policies",
            "add_policy");

    private final Map<String, ExportFunction> calls = new HashMap<>();
    private final Memory memory;
    /** The address and size of the input block; 0 while there is none. */
    private int block;
    private int size;
    /** How many of the pool's packs this instance has. */
    int packs;

    ModuleInstance(Instance instance) {
        memory = instance.memory();
        for (var name : EXPORTS) {
            try {
                calls.put(name, instance.export(name));
            } catch (ChicoryException error) {
                var message = "This is not p2p-review's portable module: it has no " + name + ".";
                throw new EngineException.BadModule(message, error);
            }
        }
        var version = number("interface_version");
        if (memory == null || version != INTERFACE_VERSION) {
            var message = "This module's interface is version " + version + "; this package speaks version "
                    + INTERFACE_VERSION + ".";
            throw new EngineException.BadModule(message, null);
        }
    }

    /** The result of a call: whether it succeeded, and the JSON. */
    record Reply(boolean done, byte[] json) {}

    /** Makes a call. If it throws, the module trapped and the instance must not be used again. */
    Reply call(String name, byte[]... inputs) {
        var total = 0;
        for (var input : inputs) {
            total += input.length;
        }
        var address = reserve(total);
        var arguments = new long[2 * inputs.length];
        for (var index = 0; index < inputs.length; index++) {
            memory.write(address, inputs[index]);
            arguments[2 * index] = address;
            arguments[2 * index + 1] = inputs[index].length;
            address += inputs[index].length;
        }
        var answer = number(name, arguments);
        var done = memory.readInt(answer) == 0;
        var length = memory.readInt(answer + 4);
        return new Reply(done, memory.readBytes(answer + HEADER, length));
    }

    private int reserve(int wanted) {
        if (block == 0 || wanted > size) {
            if (block != 0) {
                calls.get("free").apply(block);
            }
            size = Math.max(wanted, USUAL_INPUT);
            block = number("allocate", size);
            if (block == 0) {
                // Throw as for a trap: a new instance may have enough memory.
                throw new ChicoryException("the module gives no room for " + size + " bytes");
            }
        }
        return block;
    }

    private int number(String call, long... arguments) {
        return (int) calls.get(call).apply(arguments)[0];
    }
}
