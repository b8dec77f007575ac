package p2p.review;

import com.dylibso.chicory.wasm.ChicoryException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A pool of instances. Each call borrows one for itself; a new one is created when none is free. */
final class Pool {
    static final int MOST_INPUT = 1024 * 1024;

    private final Supplier<ModuleInstance> maker;
    private final ConcurrentLinkedDeque<ModuleInstance> free = new ConcurrentLinkedDeque<>();
    private final List<byte[]> packs = new CopyOnWriteArrayList<>();
    private final ReentrantLock adding = new ReentrantLock();

    Pool(Supplier<ModuleInstance> maker) {
        this.maker = maker;
        // The first instance shows whether the module is valid.
        free.push(maker.get());
    }

    /**
     * Makes a call and returns the JSON of its answer. Throws an {@link EngineException} if the module answers with an
     * error.
     */
    byte[] call(String name, byte[]... inputs) {
        var size = 0L;
        for (var input : inputs) {
            size += input.length;
        }
        if (size > MOST_INPUT) {
            throw new EngineException.BadInput("bad-input", tooLarge(), null);
        }
        var reply = reply(name, inputs);
        if (!reply.done()) {
            throw EngineException.of(reply.json());
        }
        return reply.json();
    }

    /** Adds a pack: first to a new instance, which checks it, then to each other one before its next call. */
    byte[] add(byte[] packed) {
        if (packed.length > MOST_INPUT) {
            throw new EngineException.BadPack(tooLarge());
        }
        adding.lock();
        try {
            var fresh = maker.get();
            catchUp(fresh);
            var reply = fresh.call("add_policy", packed);
            if (!reply.done()) {
                throw EngineException.of(reply.json());
            }
            packs.add(packed.clone());
            fresh.packs++;
            free.push(fresh);
            return reply.json();
        } catch (ChicoryException | StackOverflowError error) {
            throw new EngineException.BadModule("The module stopped at this pack.", error);
        } finally {
            adding.unlock();
        }
    }

    private ModuleInstance.Reply reply(String name, byte[]... inputs) {
        try {
            var found = free.poll();
            return once(found == null ? maker.get() : found, name, inputs);
        } catch (ChicoryException | StackOverflowError stopped) {
            // The instance is lost; a new one may have enough memory.
            try {
                return once(maker.get(), name, inputs);
            } catch (ChicoryException | StackOverflowError error) {
                throw new EngineException.BadModule("The module stopped twice at this call.", error);
            }
        }
    }

    private ModuleInstance.Reply once(ModuleInstance borrowed, String name, byte[]... inputs) {
        catchUp(borrowed);
        var reply = borrowed.call(name, inputs);
        free.push(borrowed);
        return reply;
    }

    private void catchUp(ModuleInstance borrowed) {
        while (borrowed.packs < packs.size()) {
            borrowed.call("add_policy", packs.get(borrowed.packs));
            borrowed.packs++;
        }
    }

    private static String tooLarge() {
        return "This is more than " + MOST_INPUT + " bytes, the most that the engine takes.";
    }
}
