package io.postledger.ledger;

import io.postledger.ledger.JsonFields.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines of bundles and anchors as they are written; {@link BundleReader} reads them. */
public final class BundleText {
    private static final Pattern ACTOR = Pattern.compile("\"actor\":\"([^\"\\\\\\x00-\\x1f]*)\"");

    /** What stands between the rest of a manifest and its ranges. */
    static final String RANGES = ",\"ranges\":[";

    private BundleText() {}

    /** @param index of its first leaf */
    record Block(long index, List<byte[]> leaves, List<byte[]> path) {}

    /** @param says what a person reads of it */
    record Event(long index, Leaf leaf, String says) {}

    record Rendered(long index, Rendering rendering) {}

    /** @param count lines of renderings that it is over */
    record RenderingsSignature(long count, String keyId, byte[] signature) {}

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

    static String write(Manifest manifest) {
        StringBuilder ranges = new StringBuilder(writeBeforeRanges(manifest)).append(RANGES);
        for (int i = 0; i < manifest.ranges().length; i += 2) {
            ranges.append(i == 0 ? "[" : ",[")
                    .append(manifest.ranges()[i])
                    .append(',')
                    .append(manifest.ranges()[i + 1])
                    .append(']');
        }
        return ranges.append("]}").toString();
    }

    /** Of ranges there may be very many. */
    static String writeBeforeRanges(Manifest manifest) {
        boolean isFirst = manifest.format() == Manifest.FIRST_FORMAT;
        JsonText json = new JsonText()
                .put("type", "manifest")
                .put("postledger", "evidence")
                .put("format", manifest.format())
                .put("origin", manifest.origin())
                .put("madeAt", manifest.madeAt().toString())
                .putJson("selection", write(manifest.selection(), isFirst));
        if (!isFirst) {
            json.putJson("readable", Boolean.toString(manifest.isReadable()));
        }
        String closed = json.putJson("head", write(manifest.head()))
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
                .end();
        return closed.substring(0, closed.length() - 1);
    }

    private static String write(Selection selection, boolean isFirst) {
        JsonText json = new JsonText()
                .put("kind", selection.kind().name())
                .put("id", selection.id())
                .put("from", selection.from() == null ? null : selection.from().toString())
                .put(
                        "until",
                        selection.until() == null ? null : selection.until().toString());
        return (isFirst ? json : json.put("workspace", selection.workspace())).end();
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

    static String write(long index, Rendering rendering) {
        return new JsonText()
                .put("type", "rendering")
                .put("index", index)
                .put("words", rendering.words())
                .put("payload", rendering.payload())
                .end();
    }

    static String write(RenderingsSignature signature) {
        return new JsonText()
                .put("type", "renderings")
                .put("count", signature.count())
                .put("keyId", signature.keyId())
                .put("signature", signature.signature())
                .end();
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

    /** What a person reads of an event: when, by whom, what, of what. Made of the event's own bytes, so that it can be checked. */
    static String says(Leaf leaf) {
        return leaf.recordedAt() + " " + actor(leaf.metadata()) + " " + leaf.name() + " " + leaf.aggregateId() + " #"
                + leaf.sequence();
    }

    /** By its bytes and not as JSON, of which no two readers think the same where somebody means them to differ. */
    private static String actor(byte @Nullable [] metadata) {
        String text = metadata == null ? null : utf8(metadata);
        Matcher actor = ACTOR.matcher(text == null ? "" : text);
        return actor.find() ? actor.group(1) : "-";
    }

    /** Before anything is believed of a line: what two readers would read differently is then nobody's. */
    static void requireWritten(byte[] line, String written, String kind) throws UnreadableException {
        if (!Arrays.equals(line, written.getBytes(StandardCharsets.UTF_8))) {
            throw new UnreadableException("is not written as " + kind + " are");
        }
    }

    private static String array(List<String> items) {
        return "[" + String.join(",", items) + "]";
    }
}
