package io.postledger.ledger;

import io.postledger.ledger.JsonFields.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the lines of bundles and anchors. What would be written otherwise is not accepted by whoever compares with {@link BundleText}. */
public final class BundleReader {
    private BundleReader() {}

    /** @throws IllegalArgumentException where it is none */
    public static TreeHead readHead(String line) {
        try {
            return head(JsonFields.parse(line.getBytes(StandardCharsets.UTF_8)));
        } catch (UnreadableException e) {
            throw new IllegalArgumentException("A stored head " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException where it is none */
    public static LedgerKey readKey(String line) {
        try {
            return key(JsonFields.parse(line.getBytes(StandardCharsets.UTF_8)));
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
        long size = JsonFields.number(json, "size");
        if (size < 0) {
            throw new UnreadableException("has a tree of no size");
        }
        return new TreeHead(
                JsonFields.text(json, "origin"),
                size,
                JsonFields.bytes(json, "root"),
                JsonFields.number(json, "position"),
                JsonFields.instant(json, "time"),
                JsonFields.text(json, "keyId"),
                JsonFields.bytes(json, "signature"));
    }

    static LedgerKey key(JsonNode json) throws UnreadableException {
        return new LedgerKey(
                JsonFields.text(json, "origin"),
                JsonFields.text(json, "id"),
                JsonFields.bytes(json, "publicKey"),
                JsonFields.instant(json, "since"),
                JsonFields.nullable(json, "before"),
                JsonFields.bytes(json, "signature"),
                json.path("endorsement").isNull() ? null : JsonFields.bytes(json, "endorsement"));
    }

    /** @param format one that is known */
    static Manifest manifest(JsonNode json, int format) throws UnreadableException {
        boolean isFirst = format == Manifest.FIRST_FORMAT;
        JsonNode selection = json.path("selection");
        List<LedgerKey> keys = new ArrayList<>();
        for (JsonNode key : JsonFields.items(json, "keys")) {
            keys.add(key(key));
        }
        List<Manifest.Earlier> earlier = new ArrayList<>();
        for (JsonNode one : JsonFields.items(json, "earlier")) {
            earlier.add(new Manifest.Earlier(head(one.path("head")), JsonFields.hashes(one, "path")));
        }
        return new Manifest(
                format,
                JsonFields.text(json, "origin"),
                JsonFields.instant(json, "madeAt"),
                new Selection(
                        kind(JsonFields.text(selection, "kind")),
                        JsonFields.nullable(selection, "id"),
                        JsonFields.nullable(selection, "from") == null ? null : JsonFields.instant(selection, "from"),
                        JsonFields.nullable(selection, "until") == null ? null : JsonFields.instant(selection, "until"),
                        isFirst ? null : JsonFields.nullable(selection, "workspace")),
                !isFirst && JsonFields.isTrue(json, "readable"),
                head(json.path("head")),
                keys,
                earlier,
                ranges(JsonFields.items(json, "ranges")));
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
                    || !JsonFields.isLong(range.path(0))
                    || !JsonFields.isLong(range.path(1))
                    || range.path(0).asLong() <= last
                    || range.path(1).asLong() < range.path(0).asLong()) {
                throw new UnreadableException("has ranges that do not ascend");
            }
            ranges[2 * i] = range.path(0).asLong();
            ranges[2 * i + 1] = last = range.path(1).asLong();
        }
        return ranges;
    }

    static BundleText.Block block(JsonNode json) throws UnreadableException {
        byte[] all = JsonFields.bytes(json, "leaves");
        if (all.length == 0 || all.length % TreeHash.BYTES != 0 || all.length > Tile.WIDTH * TreeHash.BYTES) {
            throw new UnreadableException("is a block of another size than a block has");
        }
        return new BundleText.Block(
                JsonFields.number(json, "index"), new Tile(0, 0, all, null).all(), JsonFields.hashes(json, "path"));
    }

    static BundleText.Rendered rendered(JsonNode json) throws UnreadableException {
        return new BundleText.Rendered(
                JsonFields.number(json, "index"),
                new Rendering(JsonFields.text(json, "words"), JsonFields.nullable(json, "payload")));
    }

    static BundleText.RenderingsSignature renderingsSignature(JsonNode json) throws UnreadableException {
        return new BundleText.RenderingsSignature(
                JsonFields.number(json, "count"), JsonFields.text(json, "keyId"), JsonFields.bytes(json, "signature"));
    }

    static BundleText.Event event(JsonNode json) throws UnreadableException {
        byte[] payload = stored(json, "payload");
        if (payload == null) {
            throw new UnreadableException("has no payload");
        }
        return new BundleText.Event(
                JsonFields.number(json, "index"),
                new Leaf(
                        JsonFields.number(json, "position"),
                        JsonFields.text(json, "aggregateId"),
                        JsonFields.nullable(json, "aggregateType"),
                        JsonFields.number(json, "sequence"),
                        JsonFields.text(json, "eventId"),
                        JsonFields.text(json, "name"),
                        JsonFields.nullable(json, "revision"),
                        JsonFields.text(json, "recordedAt"),
                        payload,
                        stored(json, "metadata")),
                JsonFields.text(json, "says"));
    }

    private static byte @Nullable [] stored(JsonNode json, String name) throws UnreadableException {
        if (json.has(name + "Hex")) {
            return JsonFields.bytes(json, name + "Hex");
        }
        String text = JsonFields.nullable(json, name);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
