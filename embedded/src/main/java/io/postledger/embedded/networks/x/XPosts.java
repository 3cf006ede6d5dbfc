package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.Journal;
import io.postledger.embedded.networks.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Accounts and what they posted: the ground truth. Each change is an event in the journal before it takes effect. */
final class XPosts {

    /** Of X's ids, which are milliseconds since then, and 22 bits more. */
    private static final long EPOCH_MS = 1_288_834_974_657L;

    private final Clock clock;
    private final Journal journal;
    private final Map<String, XAccount> accounts = new LinkedHashMap<>();
    private final Map<String, XTweet> tweets = new LinkedHashMap<>();
    private final Map<String, List<XTweet>> byAccount = new HashMap<>();
    /** By account and text, how often it was posted and when last. */
    private final Map<String, Copies> copies = new HashMap<>();

    private long lastId;

    private record Copies(int count, Instant last) {}

    XPosts(Clock clock, Journal journal) {
        this.clock = clock;
        this.journal = journal;
    }

    /** Again with the same handle: the account that is there. */
    synchronized XAccount createAccount(String handle, String name, long followers) {
        Optional<XAccount> existing = byHandle(handle);
        if (existing.isPresent()) {
            return existing.get();
        }
        String id = nextId();
        happen(Json.object()
                .put("network", XNetwork.NAME)
                .put("type", "account")
                .put("id", id)
                .put("handle", handle)
                .put("name", name)
                .put("followers", followers));
        return accounts.get(id);
    }

    /** @return empty when the account posted the same text within the window */
    synchronized Optional<XTweet> post(String accountId, String text, Duration duplicateWindow, Duration hiddenFor) {
        Instant now = clock.instant();
        Copies earlier = copies.get(key(accountId, text));
        if (earlier != null && earlier.last().plus(duplicateWindow).isAfter(now)) {
            return Optional.empty();
        }
        String id = nextId();
        happen(Json.object()
                .put("network", XNetwork.NAME)
                .put("type", "tweet")
                .put("id", id)
                .put("account", accountId)
                .put("text", text.strip())
                .put("createdAt", now.toString())
                .put("visibleAt", now.plus(hiddenFor).toString()));
        return Optional.of(tweets.get(id));
    }

    synchronized Optional<XAccount> account(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    synchronized Optional<XAccount> byHandle(String handle) {
        return accounts.values().stream()
                .filter(account -> account.handle().equalsIgnoreCase(handle))
                .findFirst();
    }

    synchronized List<XAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    /** What look-ups show now. */
    synchronized Optional<XTweet> visible(String id) {
        return Optional.ofNullable(tweets.get(id)).filter(this::isVisible);
    }

    /** What the account posted since then that look-ups show now, newest first. */
    synchronized List<XTweet> timeline(String accountId, Instant since) {
        List<XTweet> all = byAccount.getOrDefault(accountId, List.of());
        List<XTweet> shown = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (!all.get(i).createdAt().isBefore(since) && isVisible(all.get(i))) {
                shown.add(all.get(i));
            }
        }
        return shown;
    }

    synchronized Stream<ObjectNode> truth() {
        Collection<XTweet> all = List.copyOf(tweets.values());
        return all.stream()
                .map(tweet -> Json.object()
                        .put("id", tweet.id())
                        .put("account", accounts.get(tweet.accountId()).handle())
                        .put("accountId", tweet.accountId())
                        .put("text", tweet.text())
                        .put("createdAt", tweet.createdAt().toString())
                        .put(
                                "copies",
                                copies.get(key(tweet.accountId(), tweet.text())).count()))
                .toList()
                .stream();
    }

    private boolean isVisible(XTweet tweet) {
        return !tweet.visibleAt().isAfter(clock.instant());
    }

    private void happen(ObjectNode event) {
        journal.append(event);
        apply(event);
    }

    /** @return whether the event was one of these */
    synchronized boolean apply(ObjectNode event) {
        String id = event.path("id").asString("");
        switch (event.path("type").asString("")) {
            case "account" ->
                accounts.put(
                        id,
                        new XAccount(
                                id,
                                event.path("handle").stringValue(),
                                event.path("name").stringValue(),
                                event.path("followers").longValue()));
            case "tweet" -> {
                XTweet tweet = new XTweet(
                        id,
                        event.path("account").stringValue(),
                        event.path("text").stringValue(),
                        Instant.parse(event.path("createdAt").stringValue()),
                        Instant.parse(event.path("visibleAt").stringValue()));
                tweets.put(id, tweet);
                byAccount
                        .computeIfAbsent(tweet.accountId(), a -> new ArrayList<>())
                        .add(tweet);
                copies.merge(
                        key(tweet.accountId(), tweet.text()),
                        new Copies(1, tweet.createdAt()),
                        (old, one) -> new Copies(old.count() + 1, one.last()));
            }
            default -> {
                return false;
            }
        }
        lastId = Math.max(lastId, Long.parseLong(id));
        return true;
    }

    private String nextId() {
        lastId = Math.max(lastId + 1, clock.instant().toEpochMilli() - EPOCH_MS << 22);
        return Long.toString(lastId);
    }

    private static String key(String accountId, String text) {
        return accountId + " " + text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
