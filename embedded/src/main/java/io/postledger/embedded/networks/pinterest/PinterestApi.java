package io.postledger.embedded.networks.pinterest;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Conditions;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Accounts;
import io.postledger.embedded.networks.shared.Audience;
import io.postledger.embedded.networks.shared.Draft;
import io.postledger.embedded.networks.shared.MediaStore;
import io.postledger.embedded.networks.shared.Page;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.Posts;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pinterest's calls on boards and pins, for a caller who is known and allowed to. It takes the same pin twice. */
final class PinterestApi {

    private static final String KIND = "media_type";
    private static final String BOARD = "board_id";
    private static final String SECTION = "board_section_id";
    private static final List<String> TEXTS = List.of("title", "description", "link", "alt_text", SECTION);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    private final Site site;
    private final Accounts accounts;
    private final Posts posts;
    private final MediaStore media;

    PinterestApi(Site site, Accounts accounts, Posts posts, MediaStore media) {
        this.site = site;
        this.accounts = accounts;
        this.posts = posts;
        this.media = media;
    }

    Answer user(Account caller) {
        return Answer.json(
                200,
                Json.object()
                        .put("id", caller.id())
                        .put("username", caller.handle())
                        .put("business_name", caller.name())
                        .put("account_type", "BUSINESS")
                        .put("follower_count", caller.followers())
                        .put("board_count", 2));
    }

    Answer boards(Call call, Account caller) {
        return listed(call, new Boards(caller).all(), board -> {
            long pins = pins(caller, board.id(), null).size();
            return new Boards(caller).json(board, pins);
        });
    }

    Answer create(Call call, Account caller, Conditions conditions) {
        Optional<PinBody> body = PinBody.of(call, caller, media, site.now());
        if (body.isEmpty()) {
            return PinterestErrors.invalid("the body is not a JSON object");
        }
        Optional<Answer> wrong = body.get().wrong();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(BOARD, body.get().text(BOARD));
        fields.put(KIND, body.get().kind());
        TEXTS.stream()
                .filter(name -> !body.get().text(name).isBlank())
                .forEach(name -> fields.put(name, body.get().text(name).strip()));
        Draft draft = new Draft(
                caller.id(), body.get().text("description"), body.get().files(), fields);
        return Answer.json(201, json(posts.post(draft, conditions.hiddenFor())));
    }

    Answer get(Call call, String id, Account caller) {
        return posts.visible(id)
                .filter(pin -> pin.accountId().equals(caller.id()))
                .map(pin -> Answer.json(200, withMetrics(call, pin)))
                .orElseGet(PinterestErrors::pinNotFound);
    }

    /** @param sectionOrNull null for the whole board */
    Answer pins(Call call, Account caller, String board, String sectionOrNull) {
        Optional<Boards.Board> found = new Boards(caller).find(board);
        if (found.isEmpty() || sectionOrNull != null && !found.get().section().equals(sectionOrNull)) {
            return PinterestErrors.boardNotFound();
        }
        return listed(call, pins(caller, board, sectionOrNull), pin -> withMetrics(call, pin));
    }

    private List<Post> pins(Account owner, String board, String sectionOrNull) {
        return posts.timeline(owner.id(), Instant.EPOCH).stream()
                .filter(pin -> pin.fields().get(BOARD).equals(board))
                .filter(pin -> sectionOrNull == null
                        || sectionOrNull.equals(pin.fields().get(SECTION)))
                .toList();
    }

    private interface Shown<T> {
        ObjectNode json(T item);
    }

    private static <T> Answer listed(Call call, List<T> all, Shown<T> shown) {
        String size = call.query().getOrDefault("page_size", "25");
        String bookmark = call.query().getOrDefault("bookmark", "0");
        if (!size.matches("[0-9]{1,3}") || Integer.parseInt(size) < 1 || Integer.parseInt(size) > 250) {
            return PinterestErrors.invalid("page_size is not between 1 and 250");
        }
        if (!bookmark.matches("[0-9]{1,9}")) {
            return PinterestErrors.invalid("the bookmark is not valid");
        }
        int from = Math.min(all.size(), Integer.parseInt(bookmark));
        int to = Math.min(all.size(), from + Integer.parseInt(size));
        ObjectNode body = Json.object();
        ArrayNode items = body.putArray("items");
        all.subList(from, to).forEach(item -> items.add(shown.json(item)));
        return Answer.json(200, body.put("bookmark", to < all.size() ? String.valueOf(to) : null));
    }

    private ObjectNode withMetrics(Call call, Post pin) {
        ObjectNode json = json(pin);
        if (call.query().getOrDefault("pin_metrics", "false").equals("true")) {
            Audience audience = new Audience(pin, accounts.require(pin.accountId()), site.now());
            ObjectNode metrics = Json.object()
                    .put("impression", audience.impressions())
                    .put("pin_click", audience.share(0.005, 0.01))
                    .put("clickthrough", audience.share(0.001, 0.004))
                    .put("save", audience.share(0.002, 0.01));
            ObjectNode lifetime = metrics.deepCopy()
                    .put("reaction", audience.share(0.002, 0.006))
                    .put("comment", audience.share(0, 0.001));
            ObjectNode both = json.putObject("pin_metrics");
            both.set("90d", metrics);
            both.set("lifetime_metrics", lifetime);
        }
        return json;
    }

    private ObjectNode json(Post pin) {
        Account owner = accounts.require(pin.accountId());
        String kind = pin.fields().get(KIND);
        ObjectNode json = Json.object()
                .put("id", pin.id())
                .put("created_at", SECONDS.format(LocalDateTime.ofInstant(pin.createdAt(), ZoneOffset.UTC)))
                .put(BOARD, pin.fields().get(BOARD))
                .put("is_owner", true)
                .put("is_standard", true)
                .put("has_been_promoted", false)
                .put("creative_type", kind.equals(PinBody.VIDEO) ? "VIDEO" : "REGULAR")
                .put("dominant_color", "#6E7874");
        TEXTS.forEach(name -> json.put(name, pin.fields().get(name)));
        json.putNull("parent_pin_id");
        json.putObject("board_owner").put("username", owner.handle());
        ObjectNode shown = json.putObject("media").put(KIND, kind);
        if (!kind.equals(PinBody.VIDEO)) {
            shown.putObject("images")
                    .putObject("600x")
                    .put("width", 600)
                    .put("height", 900)
                    .put(
                            "url",
                            "https://i.pinimg.com/600x/" + pin.media().get(0).sha256() + ".jpg");
        }
        return json;
    }

    Answer page(String id) {
        return posts.visible(id)
                .map(pin -> Page.post("Pinterest", pin, accounts.require(pin.accountId()), title(pin)))
                .orElseGet(Page::notFound);
    }

    private static String title(Post pin) {
        return pin.fields().getOrDefault("title", "");
    }
}
