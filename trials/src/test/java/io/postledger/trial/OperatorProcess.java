package io.postledger.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of the operator's, in a JVM like the one that {@code ./postledger} gives it. */
record OperatorProcess(int exitCode, String said) {
    private static final int PATIENCE_SECONDS = 120;

    /** @param command name of its class */
    static OperatorProcess run(String command, Map<String, String> environment, String... arguments) throws Exception {
        return typed("", command, environment, arguments);
    }

    /** @param typed what somebody types to it */
    static OperatorProcess typed(String typed, String command, Map<String, String> environment, String... arguments)
            throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-Dfile.encoding=UTF-8",
                "io.postledger.embedded.operate." + command));
        line.addAll(List.of(arguments));
        Path input = Files.writeString(Files.createTempFile("postledger-operator", ".in"), typed);
        Path output = Files.createTempFile("postledger-operator", ".out");
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new OperatorProcess(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(input);
            Files.delete(output);
        }
    }
}
