package io.postledger.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {

    @TempDir
    private Path temp;

    private DataFolder data;
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(screen, true));
    private final AtomicInteger startedAgain = new AtomicInteger();
    private Supervisor supervisor;

    @BeforeEach
    void openFolder() throws LaunchFailure {
        data = DataFolder.open(temp);
    }

    @AfterEach
    void stopAll() throws IOException {
        if (supervisor != null) {
            supervisor.stop();
        }
        data.close();
    }

    @Test
    void givenAReadyChild_whenStopped_thenItEndsGentlyAndNothingIsLeft() throws Exception {
        start(server("a", FreePorts.any(), Map.of()));
        ProcessHandle process = process("a");

        supervisor.stop();

        await().until(() -> !process.isAlive());
        assertThat(data.log("a")).content().contains("stopped gently");
        assertThat(data.run("a.pid")).doesNotExist();
        assertThat(screen.toString()).contains("a            ready").contains("a            stopped");
    }

    @Test
    void givenAReadyChild_whenItIsKilledAgainAndAgain_thenEachTimeItSoonRunsAgain() throws Exception {
        start(server("a", FreePorts.any(), Map.of()));

        for (int kill = 1; kill <= 3; kill++) {
            int times = kill;
            ProcessHandle killed = process("a");
            killed.destroyForcibly();

            await().atMost(Duration.ofSeconds(20)).until(() -> startedAgain.get() == times);
            assertThat(process("a").pid()).isNotEqualTo(killed.pid());
        }
        assertThat(screen.toString())
                .containsSubsequence("a ended by itself; starting it again in 1 s.", "a runs again.")
                .doesNotContain("in 2 s");
    }

    @Test
    void givenARunningChild_whenItsLogGrowsLarge_thenItIsBegunAnew() throws Exception {
        start(server("a", FreePorts.any(), Map.of()));

        Files.write(data.log("a"), new byte[(int) LogFile.LIMIT], StandardOpenOption.APPEND);

        await().until(() -> Files.size(data.log("a")) == 0);
        assertThat(data.log("a").resolveSibling("a.log.1")).isNotEmptyFile();
    }

    @Test
    void givenAChildThatNeverGetsReady_whenStarted_thenItsReasonIsTheFailure() {
        JavaChild failing = JavaChild.running(FakeProduct.class.getName()).arguments("fail");
        Child child = new JvmServer("a", failing, () -> false, patience(1), data);
        supervisor = new Supervisor(List.of(child), console, startedAgain::incrementAndGet);

        assertThatThrownBy(() -> supervisor.start(Map.of()).get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(LaunchFailure.class)
                .hasMessageContaining("ERROR the cat ate the configuration");
    }

    @Test
    void givenAKilledLauncher_whenTheNextOneStarts_thenItsChildIsStoppedEvenWithoutAPidFile() throws Exception {
        Child child = server("mongo", FreePorts.any(), Map.of());
        ProcessHandle left = child.start();
        Files.delete(data.run("mongo.pid"));
        await().until(() -> child.readiness().isReady());

        new OwnedJvm("mongo", data).stop(Duration.ofSeconds(10));

        await().until(() -> !left.isAlive());
    }

    @Test
    void givenOneWaitsForAnother_whenStarted_thenItStartsAfter() throws Exception {
        Path base = data.log("base");
        start(server("late", FreePorts.any(), Map.of()), server("base", FreePorts.any(), Map.of()));

        assertThat(screen.toString().indexOf("base"))
                .isLessThan(screen.toString().indexOf("late"));
        assertThat(base).exists();
    }

    @Test
    void givenASecretInTheEnvironment_whenRunning_thenItIsNotOnTheCommandLine() throws Exception {
        start(server("a", FreePorts.any(), Map.of("SECRET", "do-not-show")));

        Optional<String> commandLine = process("a").info().commandLine();

        assertThat(commandLine).isPresent();
        assertThat(commandLine.get()).contains("postledger.child=a@").doesNotContain("do-not-show");
    }

    private void start(Child... children) throws Exception {
        supervisor = new Supervisor(List.of(children), console, startedAgain::incrementAndGet);
        Map<String, String> order = children.length > 1 ? Map.of("late", "base") : Map.of();
        supervisor.start(order).get(60, TimeUnit.SECONDS);
    }

    private ProcessHandle process(String name) {
        return ProcessHandle.of(supervisor.processes().get(name)).orElseThrow();
    }

    private Child server(String name, int port, Map<String, String> more) {
        JavaChild java = JavaChild.running(FakeProduct.class.getName())
                .heapMegabytes(32)
                .environment(more)
                .environment(Map.of("SERVER_PORT", String.valueOf(port)));
        return new JvmServer(name, java, Probe.port(port), patience(1), data);
    }

    private static JvmServer.Patience patience(int attempts) {
        return new JvmServer.Patience(Duration.ofSeconds(30), Duration.ofSeconds(10), attempts);
    }
}
