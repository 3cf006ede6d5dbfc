package io.postledger.embedded.launch;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * Ctrl-C, SIGTERM and SIGHUP. The JVM's own way, shutdown hooks, does not hear a second Ctrl-C; and a signal that was
 * ignored when the JVM started (nohup) stays ignored here too.
 */
final class StopSignals {

    private StopSignals() {}

    /** The first signal asks, every later one insists. Both are called on threads of their own. */
    static void handle(Runnable ask, Runnable insist) {
        AtomicBoolean asked = new AtomicBoolean();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), signal -> {
                if (asked.compareAndSet(false, true)) {
                    ask.run();
                } else {
                    insist.run();
                }
            });
        }
    }
}
