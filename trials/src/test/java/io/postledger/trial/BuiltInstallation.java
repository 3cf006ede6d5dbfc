package io.postledger.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** For the short forms of trials: what this Maven run has built, started without another build. */
public final class BuiltInstallation {
    private BuiltInstallation() {}

    /** As the script {@code postledger} starts the launcher, but on this JVM's class path. */
    public static LaunchCommand command() {
        Path product = Path.of(System.getProperty("postledger.product"));
        assertThat(product)
                .as("the product, which web-api's package phase makes")
                .isRegularFile();
        return new LaunchCommand(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx96m",
                        "io.postledger.embedded.launch.Launcher",
                        "--product",
                        product.toString()),
                // Not on the command line, where it would hide everything else from ps.
                Map.of("CLASSPATH", System.getProperty("java.class.path")));
    }
}
