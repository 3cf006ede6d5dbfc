package io.postledger.platform.linkedin;

import io.postledger.platform.Attempt;
import io.postledger.platform.LookUp;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.rules.Content;
import io.postledger.platform.testing.Simulation;
import io.postledger.platform.testing.Simulation.Connected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A member's account on a simulated LinkedIn, and the two calls that its posts are tested by. */
abstract class LinkedInRig {

    static final String TEXT = "Low tide (at six) & a [walk]: https://example.com/tide_a?b=1 #tide 🌊";
    static final String CREATE = "posts.create";

    Simulation linkedIn;
    Connected account;
    Instant began;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        linkedIn = new Simulation(new LinkedInNetwork(), data, Map.of());
        account = linkedIn.connect(Simulation.HANDLE);
        began = Instant.now();
    }

    @AfterEach
    void stop() throws IOException {
        linkedIn.close();
    }

    final List<String> texts() {
        return linkedIn.truth().stream()
                .map(post -> post.path("text").asString())
                .toList();
    }

    static Instant soon() {
        return Instant.now().plusSeconds(9);
    }

    final PublishOutcome publish(String text) {
        return publish(new Content(text));
    }

    final PublishOutcome publish(Content content) {
        return linkedIn.connector.publish(account.submission(content, linkedIn.media), Prepared.NOTHING, soon());
    }

    final LookUp find(String text) {
        return find(new Content(text));
    }

    final LookUp find(Content content) {
        return find(account, content, Prepared.NOTHING, began);
    }

    final LookUp find(Connected author, Content content, Prepared prepared, Instant since) {
        return linkedIn.connector.lookUp(
                author.submission(content, linkedIn.media), prepared, new Attempt(since, Instant.now()));
    }
}
