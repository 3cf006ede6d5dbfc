package io.postledger.embedded.networks.shared;

import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was posted: the ground truth. Each post is an event in the journal before it takes effect. */
public final class Posts {

    private final Site site;
    private final Accounts accounts;
    private final Ids ids;
    private final Map<String, Post> byId = new ConcurrentHashMap<>();
    private final List<Post> all = new ArrayList<>();
    private final Map<String, List<Post>> byAccount = new HashMap<>();
    private final Map<String, Copies> copies = new HashMap<>();

    /** How often the same was posted, and what last. */
    private record Copies(int count, Post last) {}

    Posts(Site site, Accounts accounts, Ids ids) {
        this.site = site;
        this.accounts = accounts;
        this.ids = ids;
    }

    /**
     * Posts it, whatever was posted before.
     *
     * @param hiddenFor how long look-ups do not show it
     */
    public synchronized Post post(Draft draft, Duration hiddenFor) {
        Account author = accounts.require(draft.accountId());
        long number = ids.next();
        String id = ids.form().post(number, author);
        Instant now = site.now();
        ObjectNode event = site.event("post")
                .put("n", number)
                .put("id", id)
                .put("account", draft.accountId())
                .put("text", draft.text())
                .put("createdAt", now.toString())
                .put("visibleAt", now.plus(hiddenFor).toString());
        if (!draft.media().isEmpty()) {
            put(event.putArray("media"), draft.media());
        }
        if (!draft.fields().isEmpty()) {
            Events.object(event.putObject("fields"), draft.fields());
        }
        site.journal().append(event);
        apply(event);
        return byId.get(id);
    }

    /** Posts it, unless the account posted the same within the window. @return empty when it did */
    public synchronized Optional<Post> postUnlessSame(Draft draft, Duration window, Duration hiddenFor) {
        return same(draft, window).isPresent() ? Optional.empty() : Optional.of(post(draft, hiddenFor));
    }

    /** What the account posted last that is the same, within the window. */
    public synchronized Optional<Post> same(Draft draft, Duration window) {
        Instant since = site.now().minus(window);
        return Optional.ofNullable(copies.get(draft.likeness()))
                .map(Copies::last)
                .filter(post -> post.createdAt().isAfter(since));
    }

    /** What look-ups show now. */
    public Optional<Post> visible(String id) {
        return Optional.ofNullable(byId.get(id)).filter(this::isVisible);
    }

    /** Whether look-ups show it or not. */
    public Optional<Post> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The account's newest post with this value of a field, whether look-ups show it or not. */
    public synchronized Optional<Post> withField(String accountId, String field, String value) {
        List<Post> its = byAccount.getOrDefault(accountId, List.of());
        for (int i = its.size() - 1; i >= 0; i--) {
            if (value.equals(its.get(i).fields().get(field))) {
                return Optional.of(its.get(i));
            }
        }
        return Optional.empty();
    }

    /** What the account posted since then that look-ups show now, newest first. */
    public synchronized List<Post> timeline(String accountId, Instant since) {
        List<Post> its = byAccount.getOrDefault(accountId, List.of());
        List<Post> shown = new ArrayList<>();
        for (int i = its.size() - 1; i >= 0 && !its.get(i).createdAt().isBefore(since); i--) {
            if (isVisible(its.get(i))) {
                shown.add(its.get(i));
            }
        }
        return shown;
    }

    /** @param accountIdOrNull null for every account */
    Stream<ObjectNode> truth(String accountIdOrNull) {
        return snapshot(accountIdOrNull).stream().map(this::truth);
    }

    private synchronized List<Post> snapshot(String accountIdOrNull) {
        return List.copyOf(accountIdOrNull == null ? all : byAccount.getOrDefault(accountIdOrNull, List.of()));
    }

    private synchronized ObjectNode truth(Post post) {
        ObjectNode json = Json.object()
                .put("network", site.network())
                .put("id", post.id())
                .put("account", accounts.require(post.accountId()).handle())
                .put("accountId", post.accountId())
                .put("text", post.text())
                .put("createdAt", post.createdAt().toString())
                .put("copies", copies.get(draftOf(post).likeness()).count());
        put(json.putArray("media"), post.media());
        Events.object(json.putObject("fields"), post.fields());
        return json;
    }

    private static Draft draftOf(Post post) {
        return new Draft(post.accountId(), post.text(), post.media(), post.fields());
    }

    private static void put(ArrayNode array, List<MediaFile> media) {
        media.forEach(file -> array.addObject()
                .put("id", file.id())
                .put("contentType", file.contentType())
                .put("bytes", file.bytes())
                .put("sha256", file.sha256()));
    }

    private boolean isVisible(Post post) {
        return !post.visibleAt().isAfter(site.now());
    }

    /** @return whether the event is one of these */
    synchronized boolean apply(ObjectNode event) {
        // Journals from when X was alone say "tweet".
        if (!event.path("type").asString("").matches("post|tweet")) {
            return false;
        }
        List<MediaFile> media = new ArrayList<>();
        for (JsonNode file : event.path("media")) {
            media.add(new MediaFile(
                    Events.text(file, "id"),
                    Events.text(file, "contentType"),
                    file.path("bytes").longValue(),
                    Events.text(file, "sha256")));
        }
        Post post = new Post(
                Events.number(event),
                Events.text(event, "id"),
                Events.text(event, "account"),
                Events.text(event, "text"),
                media,
                Events.texts(event.path("fields")),
                Events.instant(event, "createdAt"),
                Events.instant(event, "visibleAt"));
        ids.taken(post.number());
        byId.put(post.id(), post);
        all.add(post);
        byAccount.computeIfAbsent(post.accountId(), a -> new ArrayList<>()).add(post);
        copies.merge(draftOf(post).likeness(), new Copies(1, post), (old, one) -> new Copies(old.count() + 1, post));
        return true;
    }
}
