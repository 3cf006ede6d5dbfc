package io.postledger.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The lines of bundles and anchors as they are written; {@link BundleReader} reads them. */
public final class BundleText {
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
        StringBuilder ranges = new StringBuilder("[");
        for (int i = 0; i < manifest.ranges().length; i += 2) {
            ranges.append(i == 0 ? "[" : ",[")
                    .append(manifest.ranges()[i])
                    .append(',')
                    .append(manifest.ranges()[i + 1])
                    .append(']');
        }
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
        return json.putJson("head", write(manifest.head()))
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

    private static String actor(byte @Nullable [] metadata) {
        try {
            JsonNode actor =
                    metadata == null ? null : JsonFields.JSON.readTree(metadata).path("actor");
            if (actor == null || !actor.isString()) {
                return "-";
            }
            // As it comes back from a file: half a character does not.
            return new String(actor.asString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        } catch (JacksonException e) {
            return "-";
        }
    }

    private static String array(List<String> items) {
        return "[" + String.join(",", items) + "]";
    }
}
