package io.postledger.embedded.launch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What the person at the terminal sees: one line a step. Thread-safe. */
final class Console {

    private final PrintStream out;

    Console(PrintStream out) {
        this.out = out;
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    void step(String name, String state, Duration took) {
        line(String.format(Locale.ROOT, "  %-12s %-8s %5.1f s", name, state, took.toMillis() / 1000.0));
    }
}
