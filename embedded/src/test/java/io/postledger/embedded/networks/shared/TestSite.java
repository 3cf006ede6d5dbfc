package io.postledger.embedded.networks.shared;

import io.postledger.embedded.networks.Journal;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** What a network is made from, on a folder that outlasts it and at a time that tests choose. */
final class TestSite implements AutoCloseable {

    private final Journal journal;
    private Instant now = Instant.parse("2026-03-04T05:06:07Z");

    final Ids ids;
    final Accounts accounts;
    final Grants grants;
    final MediaStore media;
    final Posts posts;
    final Account account;

    private final class Hands extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** On a folder that was used before: with all that happened there. */
    TestSite(Path folder) throws IOException {
        List<ObjectNode> history = new ArrayList<>();
        this.journal = Journal.open(folder.resolve("journal.ndjson"), history::add);
        Site site = new Site("test", new Hands(), journal, folder);
        this.ids = new Ids(site.clock(), Ids.Form.DECIMAL);
        AccountRule rule = new AccountRule(Pattern.compile("[a-z]+"), "a handle is of letters", Set.of("city"));
        this.accounts = new Accounts(site, rule, ids);
        this.grants = new Grants(site);
        this.media = new MediaStore(site, accounts, ids);
        this.posts = new Posts(site, accounts, ids);
        history.forEach(event -> {
            boolean known = accounts.apply(event) || grants.apply(event) || media.apply(event) || posts.apply(event);
            if (!known) {
                throw new IllegalStateException("unknown: " + event);
            }
        });
        this.account = accounts.create(Json.object().put("handle", "ada").put("city", "London"));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
