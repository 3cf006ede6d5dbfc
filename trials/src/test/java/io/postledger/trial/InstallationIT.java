package io.postledger.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the trials that kill things rest on: every part can be killed alone, and comes back by itself. */
class InstallationIT {

    private static final String EMAIL = "trial@example.com";
    private static final String PASSWORD = "a long enough one";

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 15 * 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void givenARunningInstallation_whenEachPartIsKilled_thenItAloneIsStartedAgainAndNothingIsLost() throws Exception {
        try (Installation installation =
                new Installation(BuiltInstallation.command(), folder.resolve("data"), List.of())) {
            installation.start();
            HttpApi api = new HttpApi(installation.api());
            api.post("/api/users", Map.of("email", EMAIL, "displayName", "Trial", "password", PASSWORD), null);
            api.signIn(EMAIL, PASSWORD);
            String workspace = api.post("/api/workspaces", Map.of("name", "Trial", "timeZone", "UTC"), null)
                    .id();

            for (Part part : Part.values()) {
                Map<Part, Long> before = pids(installation);
                System.out.printf("%-12s %6.1f s from killed to back%n", part, installation.killAndAwait(part));
                Map<Part, Long> after = pids(installation);

                assertThat(after.remove(part)).isNotEqualTo(before.remove(part));
                assertThat(after).isEqualTo(before);
                String post = draft(api, workspace);
                Waiting.until(
                        Duration.ofSeconds(60),
                        "a post drafted after " + part + " was killed is seen",
                        () -> sees(api, workspace, post));
            }
            installation.stop();
        }
    }

    private static Map<Part, Long> pids(Installation installation) {
        Map<Part, Long> pids = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            pids.put(part, installation.pid(part));
        }
        return pids;
    }

    private static String draft(HttpApi api, String workspace) {
        return api.post(path(workspace), Map.of("text", "Still here", "targets", List.of()), null)
                .id();
    }

    private static boolean sees(HttpApi api, String workspace, String post) {
        try {
            return api.get(path(workspace) + "/" + post)
                    .path("postId")
                    .asString("")
                    .equals(post);
        } catch (ApiException notYet) {
            return false;
        }
    }

    private static String path(String workspace) {
        return "/api/workspaces/" + workspace + "/posts";
    }
}
