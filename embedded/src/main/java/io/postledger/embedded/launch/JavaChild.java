package io.postledger.embedded.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A JVM to be started as a process of its own, with a small footprint and deaf to the terminal: in a session of its own
 * (or, where there is no {@code setsid}, ignoring the terminal's signals), so that Ctrl-C reaches the launcher alone and
 * the order of stopping is the launcher's.
 */
public final class JavaChild {

    /** Each step execs the next, so that the number of the process that was started is the JVM's own. */
    private static final String DETACH =
            "trap '' INT HUP; if command -v setsid >/dev/null; then exec setsid \"$@\"; fi; exec \"$@\"";

    /** From this Java version on, JNA and netty print warnings unless they are allowed native code. */
    private static final int FIRST_TO_ASK_FOR_NATIVE_ACCESS = 24;

    private static final String C1_ONLY = "-XX:TieredStopAtLevel=1";
    private static final int FEW_PROCESSORS = 2;

    private final List<String> whatRuns;
    private final List<String> flags = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private List<String> arguments = List.of();

    private JavaChild(List<String> whatRuns) {
        this.whatRuns = whatRuns;
    }

    /** A main class on this JVM's own class path, for a small server: compiled by C1 only, which starts faster. */
    public static JavaChild running(String mainClass) {
        JavaChild child = new JavaChild(List.of(mainClass));
        // Not on the command line, where it would hide everything else from ps.
        child.environment.put("CLASSPATH", System.getProperty("java.class.path"));
        child.flags.add(C1_ONLY);
        return child;
    }

    /** A large server. Where it shares two cores with the stores, compiling with C2 takes more from it than it gives. */
    static JavaChild runningJar(Path jar) {
        JavaChild child = new JavaChild(List.of("-jar", jar.toString()));
        if (Runtime.getRuntime().availableProcessors() <= FEW_PROCESSORS) {
            child.flags.add(C1_ONLY);
        }
        return child;
    }

    public JavaChild heapMegabytes(int megabytes) {
        flags.add("-Xmx" + megabytes + "m");
        return this;
    }

    JavaChild flag(String flag) {
        flags.add(flag);
        return this;
    }

    public JavaChild arguments(String... values) {
        arguments = List.of(values);
        return this;
    }

    /** For what must not show in the list of processes, and for configuration by environment in general. */
    JavaChild environment(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** @param log where the child's output is appended to */
    public Process start(Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", DETACH, "detach"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8"));
        if (Runtime.version().feature() >= FIRST_TO_ASK_FOR_NATIVE_ACCESS) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(flags);
        command.addAll(whatRuns);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
