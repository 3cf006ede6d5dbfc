package io.postledger.embedded.networks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class PostsTest {

    private static final MediaFile PICTURE = new MediaFile("7", "image/png", 3, "aa");

    @TempDir
    private Path folder;

    @Test
    void givenPosts_whenOpenedAgain_thenTruthAndTimelineAreTheSame() throws IOException {
        List<ObjectNode> truth;
        try (TestSite site = new TestSite(folder)) {
            site.posts.post(draft(site, " One  more "), Duration.ZERO);
            site.pass(Duration.ofHours(1));
            site.posts.post(draft(site, "one more"), Duration.ZERO);
            site.posts.post(draft(site, "hidden"), Duration.ofMinutes(1));
            truth = site.posts.truth(null).toList();
        }
        try (TestSite site = new TestSite(folder)) {
            assertThat(site.posts.truth(null).toList()).isEqualTo(truth);
            assertThat(site.account.fields()).containsEntry("city", "London");
            site.pass(Duration.ofHours(1));
            assertThat(site.posts.timeline(site.account.id(), site.now()))
                    .extracting(Post::text)
                    .containsExactly("one more");
            site.pass(Duration.ofMinutes(1));
            assertThat(site.posts.timeline(site.account.id(), site.now().minusSeconds(7_200)))
                    .extracting(Post::text)
                    .containsExactly("hidden", "one more", "One  more");
        }
        assertThat(truth.get(0).path("copies").intValue()).isEqualTo(2);
        assertThat(truth.get(0).at("/media/0/sha256").stringValue()).isEqualTo("aa");
        assertThat(truth.get(0).at("/fields/title").stringValue()).isEqualTo("A title");
    }

    @Test
    void givenSameWithinTheWindow_whenPosted_thenOnlyAfterIt() throws IOException {
        try (TestSite site = new TestSite(folder)) {
            Duration day = Duration.ofDays(1);
            Post first = site.posts
                    .postUnlessSame(draft(site, "again"), day, Duration.ZERO)
                    .orElseThrow();

            assertThat(site.posts.postUnlessSame(draft(site, "AGAIN"), day, Duration.ZERO))
                    .isEmpty();
            assertThat(site.posts.same(draft(site, "again"), day)).contains(first);
            Draft otherMedia = new Draft(site.account.id(), "again", List.of(), Map.of());
            assertThat(site.posts.postUnlessSame(otherMedia, day, Duration.ZERO))
                    .isPresent();
            site.pass(day);
            assertThat(site.posts.postUnlessSame(draft(site, "again"), day, Duration.ZERO))
                    .isPresent();
        }
    }

    private static Draft draft(TestSite site, String text) {
        return new Draft(site.account.id(), text, List.of(PICTURE), Map.of("title", "A title"));
    }
}
