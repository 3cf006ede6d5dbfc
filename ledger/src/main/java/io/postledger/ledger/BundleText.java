package io.postledger.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines of bundles and anchors, to text and back. What was read and would be written otherwise is not accepted. */
public final class BundleText {
    private static final HexFormat HEX = HexFormat.of();
    /** A field that stands twice is found by how its line would be written. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private BundleText() {}

    /** A line that is not what it must be. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    /** @param index of its first leaf */
    record Block(long index, List<byte[]> leaves, List<byte[]> path) {}

    /** @param says what a person reads of it */
    record Event(long index, Leaf leaf, String says) {}

    static JsonNode parse(byte[] line) throws UnreadableException {
        try {
            JsonNode json = JSON.readTree(line);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            // Told below: the text of the failure may quote what people wrote.
        }
        throw new UnreadableException("is no JSON object");
    }

    // Heads and keys

    public static String write(TreeHead head) {
        return new JsonText()
                .put("type", "head")
                .put("origin", head.origin())
                .put("size", head.size())
                .put("root", head.root())
                .put("position", head.position())
                .put("time", head.time().toString())
                .put("keyId", head.keyId())
                .put("signature", head.signature())
                .end();
    }

    /** @throws IllegalArgumentException where it is none */
    public static TreeHead readHead(String line) {
        try {
            return head(parse(line.getBytes(StandardCharsets.UTF_8)));
        } catch (UnreadableException e) {
            throw new IllegalArgumentException("A stored head " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException where it is none */
    public static LedgerKey readKey(String line) {
        try {
            return key(parse(line.getBytes(StandardCharsets.UTF_8)));
        } catch (UnreadableException e) {
            throw new IllegalArgumentException("A stored key " + e.getMessage(), e);
        }
    }

    /** Of a file with a line for each key and head. @throws IllegalArgumentException where it is none */
    public static Trust readTrust(List<String> lines) {
        List<LedgerKey> keys = new ArrayList<>();
        List<TreeHead> heads = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("{\"type\":\"key\"")) {
                keys.add(readKey(line));
            } else {
                heads.add(readHead(line));
            }
        }
        return new Trust(keys, heads);
    }

    static TreeHead head(JsonNode json) throws UnreadableException {
        long size = number(json, "size");
        if (size < 0) {
            throw new UnreadableException("has a tree of no size");
        }
        return new TreeHead(
                text(json, "origin"),
                size,
                bytes(json, "root"),
                number(json, "position"),
                instant(json, "time"),
                text(json, "keyId"),
                bytes(json, "signature"));
    }

    public static String write(LedgerKey key) {
        return new JsonText()
                .put("type", "key")
                .put("origin", key.origin())
                .put("id", key.id())
                .put("publicKey", key.publicKey())
                .put("since", key.since().toString())
                .put("before", key.before())
                .put("signature", key.signature())
                .put("endorsement", key.endorsement())
                .end();
    }

    static LedgerKey key(JsonNode json) throws UnreadableException {
        return new LedgerKey(
                text(json, "origin"),
                text(json, "id"),
                bytes(json, "publicKey"),
                instant(json, "since"),
                nullable(json, "before"),
                bytes(json, "signature"),
                json.path("endorsement").isNull() ? null : bytes(json, "endorsement"));
    }

    // Lines of a bundle

    static String write(Manifest manifest) {
        StringBuilder ranges = new StringBuilder("[");
        for (int i = 0; i < manifest.ranges().length; i += 2) {
            ranges.append(i == 0 ? "[" : ",[")
                    .append(manifest.ranges()[i])
                    .append(',')
                    .append(manifest.ranges()[i + 1])
                    .append(']');
        }
        Selection selection = manifest.selection();
        return new JsonText()
                .put("type", "manifest")
                .put("postledger", "evidence")
                .put("format", Manifest.FORMAT)
                .put("origin", manifest.origin())
                .put("madeAt", manifest.madeAt().toString())
                .putJson(
                        "selection",
                        new JsonText()
                                .put("kind", selection.kind().name())
                                .put("id", selection.id())
                                .put(
                                        "from",
                                        selection.from() == null
                                                ? null
                                                : selection.from().toString())
                                .put(
                                        "until",
                                        selection.until() == null
                                                ? null
                                                : selection.until().toString())
                                .end())
                .putJson("head", write(manifest.head()))
                .putJson(
                        "keys",
                        array(manifest.keys().stream().map(BundleText::write).toList()))
                .putJson(
                        "earlier",
                        array(manifest.earlier().stream()
                                .map(one -> new JsonText()
                                        .putJson("head", write(one.head()))
                                        .put("path", one.path())
                                        .end())
                                .toList()))
                .put("events", manifest.events())
                .putJson("ranges", ranges.append(']').toString())
                .end();
    }

    static Manifest manifest(JsonNode json) throws UnreadableException {
        JsonNode selection = json.path("selection");
        List<LedgerKey> keys = new ArrayList<>();
        for (JsonNode key : items(json, "keys")) {
            keys.add(key(key));
        }
        List<Manifest.Earlier> earlier = new ArrayList<>();
        for (JsonNode one : items(json, "earlier")) {
            earlier.add(new Manifest.Earlier(head(one.path("head")), hashes(one, "path")));
        }
        return new Manifest(
                text(json, "origin"),
                instant(json, "madeAt"),
                new Selection(
                        kind(text(selection, "kind")),
                        nullable(selection, "id"),
                        nullable(selection, "from") == null ? null : instant(selection, "from"),
                        nullable(selection, "until") == null ? null : instant(selection, "until")),
                head(json.path("head")),
                keys,
                earlier,
                ranges(items(json, "ranges")));
    }

    private static Selection.Kind kind(String name) throws UnreadableException {
        try {
            return Selection.Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("selects in a way that is not known");
        }
    }

    private static long[] ranges(JsonNode json) throws UnreadableException {
        long[] ranges = new long[2 * json.size()];
        long last = -1;
        for (int i = 0; i < json.size(); i++) {
            JsonNode range = json.path(i);
            if (!range.isArray()
                    || range.size() != 2
                    || !isLong(range.path(0))
                    || !isLong(range.path(1))
                    || range.path(0).asLong() <= last
                    || range.path(1).asLong() < range.path(0).asLong()) {
                throw new UnreadableException("has ranges that do not ascend");
            }
            ranges[2 * i] = range.path(0).asLong();
            ranges[2 * i + 1] = last = range.path(1).asLong();
        }
        return ranges;
    }

    static String writeSignature(String keyId, byte[] signature) {
        return new JsonText()
                .put("type", "signature")
                .put("keyId", keyId)
                .put("signature", signature)
                .end();
    }

    static String write(Block block) {
        ByteBuffer leaves = ByteBuffer.allocate(block.leaves().size() * TreeHash.BYTES);
        block.leaves().forEach(leaves::put);
        return new JsonText()
                .put("type", "block")
                .put("index", block.index())
                .put("leaves", leaves.array())
                .put("path", block.path())
                .end();
    }

    static Block block(JsonNode json) throws UnreadableException {
        byte[] all = bytes(json, "leaves");
        if (all.length == 0 || all.length % TreeHash.BYTES != 0 || all.length > Tile.WIDTH * TreeHash.BYTES) {
            throw new UnreadableException("is a block of another size than a block has");
        }
        return new Block(number(json, "index"), new Tile(0, 0, all, null).all(), hashes(json, "path"));
    }

    static String write(Event event) {
        Leaf leaf = event.leaf();
        JsonText json = new JsonText()
                .put("type", "event")
                .put("index", event.index())
                .put("says", event.says())
                .put("position", leaf.position())
                .put("aggregateId", leaf.aggregateId())
                .put("aggregateType", leaf.aggregateType())
                .put("sequence", leaf.sequence())
                .put("eventId", leaf.eventId())
                .put("name", leaf.name())
                .put("revision", leaf.revision())
                .put("recordedAt", leaf.recordedAt());
        putStored(json, "payload", leaf.payload());
        putStored(json, "metadata", leaf.metadata());
        return json.end();
    }

    /** As text where the bytes are UTF-8, so that a person can read it; else in hexadecimal under a name that says so. */
    private static void putStored(JsonText json, String name, byte @Nullable [] stored) {
        String text = stored == null ? null : utf8(stored);
        if (stored != null && text == null) {
            json.put(name + "Hex", stored);
        } else {
            json.put(name, text);
        }
    }

    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    static Event event(JsonNode json) throws UnreadableException {
        byte[] payload = stored(json, "payload");
        if (payload == null) {
            throw new UnreadableException("has no payload");
        }
        return new Event(
                number(json, "index"),
                new Leaf(
                        number(json, "position"),
                        text(json, "aggregateId"),
                        nullable(json, "aggregateType"),
                        number(json, "sequence"),
                        text(json, "eventId"),
                        text(json, "name"),
                        nullable(json, "revision"),
                        text(json, "recordedAt"),
                        payload,
                        stored(json, "metadata")),
                text(json, "says"));
    }

    private static byte @Nullable [] stored(JsonNode json, String name) throws UnreadableException {
        if (json.has(name + "Hex")) {
            return bytes(json, name + "Hex");
        }
        String text = nullable(json, name);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a person reads of an event: when, by whom, what, of what. Made of the event's own bytes, so that it can be checked. */
    static String says(Leaf leaf) {
        return leaf.recordedAt() + " " + actor(leaf.metadata()) + " " + leaf.name() + " " + leaf.aggregateId() + " #"
                + leaf.sequence();
    }

    private static String actor(byte @Nullable [] metadata) {
        try {
            JsonNode actor = metadata == null ? null : JSON.readTree(metadata).path("actor");
            if (actor == null || !actor.isString()) {
                return "-";
            }
            // As it comes back from a file: half a character does not.
            return new String(actor.asString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        } catch (JacksonException e) {
            return "-";
        }
    }

    // Fields

    private static String array(List<String> items) {
        return "[" + String.join(",", items) + "]";
    }

    static String text(JsonNode json, String name) throws UnreadableException {
        String text = nullable(json, name);
        if (text == null) {
            throw new UnreadableException("has no " + name);
        }
        return text;
    }

    private static @Nullable String nullable(JsonNode json, String name) throws UnreadableException {
        JsonNode value = json.path(name);
        if (!value.isString() && !value.isNull()) {
            throw new UnreadableException("has no " + name);
        }
        return value.isNull() ? null : value.asString();
    }

    static long number(JsonNode json, String name) throws UnreadableException {
        JsonNode value = json.path(name);
        if (!isLong(value)) {
            throw new UnreadableException("has no number " + name);
        }
        return value.asLong();
    }

    private static boolean isLong(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    static byte[] bytes(JsonNode json, String name) throws UnreadableException {
        String text = text(json, name);
        try {
            byte[] bytes = HEX.parseHex(text);
            if (HEX.formatHex(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Told below, as what is in capitals is.
        }
        throw new UnreadableException("has a " + name + " that is not hexadecimal");
    }

    private static JsonNode items(JsonNode json, String name) throws UnreadableException {
        if (!json.path(name).isArray()) {
            throw new UnreadableException("has no " + name);
        }
        return json.path(name);
    }

    private static List<byte[]> hashes(JsonNode json, String name) throws UnreadableException {
        List<byte[]> hashes = new ArrayList<>();
        for (JsonNode hash : items(json, name)) {
            if (!hash.isString() || !hash.asString().matches("[0-9a-f]{64}")) {
                throw new UnreadableException("has a " + name + " that is none");
            }
            hashes.add(HEX.parseHex(hash.asString()));
        }
        return hashes;
    }

    private static Instant instant(JsonNode json, String name) throws UnreadableException {
        String text = text(json, name);
        try {
            Instant instant = Instant.parse(text);
            if (instant.toString().equals(text)) {
                return instant;
            }
        } catch (DateTimeParseException e) {
            // Told below, as what is written otherwise is.
        }
        throw new UnreadableException("has a " + name + " that is no instant");
    }
}
