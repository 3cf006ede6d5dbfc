package io.postledger.trial;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What starts an installation, up to its options.
 *
 * @param line program and first arguments
 * @param environment added to this process's own; the launcher hands it on to the product and the stores
 */
public record LaunchCommand(List<String> line, Map<String, String> environment) {
    private static final String SETSID = "/usr/bin/setsid";

    public LaunchCommand {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    /** {@code ./postledger run}, which builds first when a source is newer than the build. */
    public static LaunchCommand script() {
        return new LaunchCommand(List.of(System.getProperty("postledger.command", "./postledger"), "run"), Map.of());
    }

    /** The same with one more variable in the environment. */
    public LaunchCommand with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new LaunchCommand(line, more);
    }

    ProcessBuilder process(List<String> options) {
        List<String> whole = new ArrayList<>();
        if (Files.isExecutable(Path.of(SETSID))) {
            // A process group of its own: Ctrl-C ends the trial, and the trial ends the installation.
            whole.add(SETSID);
        }
        whole.addAll(line);
        whole.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().putAll(environment);
        return builder;
    }
}
