package io.postledger.ledger;

import io.postledger.ledger.JsonFields.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the lines of bundles and anchors. What would be written otherwise is not accepted by whoever compares with {@link BundleText}. */
public final class BundleReader {
    /** What every manifest of any format begins with, and its format's number. */
    private static final Pattern FORMAT =
            Pattern.compile("\\{\"type\":\"manifest\",\"postledger\":\"evidence\",\"format\":(0|[1-9][0-9]{0,17}),.*");

    /** Bytes of a manifest; there may be many ranges. */
    static final int MOST_OF_MANIFEST = 1 << 24;

    private static final int MOST_BEFORE_RANGES = 1 << 20;
    private static final int MOST_BEFORE_FORMAT = 100;
    /** So that no sum of two has more than 64 bits. */
    static final long MOST_LEAVES = 1L << 62;

    private BundleReader() {}

    /** @throws IllegalArgumentException where it is none, or written otherwise */
    public static TreeHead readHead(String line) {
        try {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            TreeHead head = head(JsonFields.parse(bytes));
            BundleText.requireWritten(bytes, BundleText.write(head), "heads");
            return head;
        } catch (UnreadableException e) {
            throw new IllegalArgumentException("A stored head " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException where it is none, or written otherwise */
    public static LedgerKey readKey(String line) {
        try {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            LedgerKey key = key(JsonFields.parse(bytes));
            BundleText.requireWritten(bytes, BundleText.write(key), "keys");
            return key;
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
        return new TreeHead(
                JsonFields.text(json, "origin"),
                leaves(json, "size"),
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

    /** An index or how many leaves. */
    private static long leaves(JsonNode json, String name) throws UnreadableException {
        long leaves = JsonFields.number(json, name);
        if (leaves < 0 || leaves >= MOST_LEAVES) {
            throw new UnreadableException("has a number " + name + " that no tree has");
        }
        return leaves;
    }

    /** Of a bundle's first line, whatever else stands in it. */
    static long format(byte[] line) throws UnreadableException {
        Matcher matcher = FORMAT.matcher(
                new String(line, 0, Math.min(line.length, MOST_BEFORE_FORMAT), StandardCharsets.ISO_8859_1));
        if (!matcher.matches()) {
            throw new UnreadableException("is not that of an evidence bundle");
        }
        return Long.parseLong(matcher.group(1));
    }

    /** @param format one that is known */
    static Manifest manifest(byte[] line, int format) throws UnreadableException {
        int end = new String(line, StandardCharsets.ISO_8859_1).lastIndexOf(BundleText.RANGES);
        if (end < 0 || end > MOST_BEFORE_RANGES) {
            throw new UnreadableException("has no ranges at its end");
        }
        byte[] before = Arrays.copyOf(line, end + 1);
        before[end] = '}';
        Manifest manifest = manifest(
                JsonFields.parse(before), format, new RangeReader(line, end + BundleText.RANGES.length()).read());
        BundleText.requireWritten(before, BundleText.writeBeforeRanges(manifest) + "}", "manifests");
        return manifest;
    }

    private static Manifest manifest(JsonNode json, int format, long[] ranges) throws UnreadableException {
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
                ranges);
    }

    private static Selection.Kind kind(String name) throws UnreadableException {
        try {
            return Selection.Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("selects in a way that is not known");
        }
    }

    static BundleText.Block block(JsonNode json) throws UnreadableException {
        byte[] all = JsonFields.bytes(json, "leaves");
        if (all.length == 0 || all.length % TreeHash.BYTES != 0 || all.length > Tile.WIDTH * TreeHash.BYTES) {
            throw new UnreadableException("is a block of another size than a block has");
        }
        return new BundleText.Block(
                leaves(json, "index"), new Tile(0, 0, all, null).all(), JsonFields.hashes(json, "path"));
    }

    static BundleText.Rendered rendered(JsonNode json) throws UnreadableException {
        return new BundleText.Rendered(
                leaves(json, "index"),
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
                leaves(json, "index"),
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
