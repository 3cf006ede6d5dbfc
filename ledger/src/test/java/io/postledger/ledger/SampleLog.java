package io.postledger.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A log with its tree, in memory. */
final class SampleLog implements Tiles {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final String ORIGIN = "inst_01jqaaaaaaaaaaaaaaaaaaaaaa";

    private final List<Leaf> leaves = new ArrayList<>();
    private final Map<String, Tile> tiles = new HashMap<>();
    private final TreeGrowth growth = TreeGrowth.empty();
    private final HeadSigner signer;

    SampleLog(int size) {
        this(size, HeadSigner.make(ORIGIN, NOW, null));
    }

    SampleLog(int size, HeadSigner signer) {
        this.signer = signer;
        for (int i = 0; i < size; i++) {
            append(leaf(i));
        }
        store();
    }

    /** Every third position is not used; some bytes are not UTF-8, some need escaping, some are not there. */
    static Leaf leaf(int index) {
        byte[] payload = index % 50 == 7
                ? new byte[] {(byte) 0xff, 0, (byte) index}
                : ("{\"text\":\"Ünïcode \\\"" + index + "\\\" 🚲\u0001\u007f\"}").getBytes(StandardCharsets.UTF_8);
        return new Leaf(
                index + index / 3 + 1,
                "post_" + index % 40,
                index % 11 == 0 ? null : "Post",
                index / 40,
                "event-" + index,
                "post.PostEdited",
                index % 13 == 0 ? null : "2",
                "2026-11-23T12:00:00.00" + index % 10 + "Z",
                payload,
                index % 17 == 0 ? null : "{\"actor\":\"user:ü\"}".getBytes(StandardCharsets.UTF_8));
    }

    void add(Leaf leaf) {
        append(leaf);
        store();
    }

    private void append(Leaf leaf) {
        leaves.add(leaf);
        growth.append(leaf);
        if (leaves.size() % 100 == 0) {
            store();
        }
    }

    private void store() {
        growth.takeChanged().forEach(tile -> tiles.put(tile.level() + "/" + tile.number(), tile));
    }

    @Override
    public Tile tile(int level, long number) {
        Tile tile = tiles.get(level + "/" + number);
        if (tile == null) {
            throw new TreeDamagedException("no tile " + level + "/" + number);
        }
        return tile;
    }

    HeadSigner signer() {
        return signer;
    }

    byte[] root() {
        return growth.root();
    }

    TreeHead head(long size) {
        MerkleTree tree = new MerkleTree(this);
        return signer.head(size, tree.root(size), size == 0 ? -1 : tree.position(size - 1), NOW);
    }

    int size() {
        return leaves.size();
    }

    Leaf get(int index) {
        return leaves.get(index);
    }

    Manifest manifest(long... ranges) {
        return manifest(Selection.EVERYTHING, List.of(signer.key()), ranges);
    }

    Manifest manifest(Selection selection, List<LedgerKey> keys, long... ranges) {
        MerkleTree tree = new MerkleTree(this);
        List<Manifest.Earlier> earlier = IntStream.of(1, size() / 3, size() - 1)
                .filter(size -> size > 0 && size < size())
                .distinct()
                .mapToObj(size -> new Manifest.Earlier(head(size), tree.consistency(size, size())))
                .toList();
        return new Manifest(Manifest.FORMAT, ORIGIN, NOW, selection, false, head(size()), keys, earlier, ranges);
    }

    /** As this manifest says it is: of this format, and with renderings or without. */
    static Manifest as(int format, boolean isReadable, Manifest one) {
        return new Manifest(
                format,
                one.origin(),
                one.madeAt(),
                one.selection(),
                isReadable,
                one.head(),
                one.keys(),
                one.earlier(),
                one.ranges());
    }

    private static Rendering read(Leaf leaf) {
        return new Rendering(
                "Edited “" + leaf.eventId() + "”",
                leaf.sequence() % 3 == 0 ? null : "{\"text\":\"of " + leaf.eventId() + "\"}");
    }

    byte[] bundle(Manifest manifest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RenderingWriter renderings = manifest.isReadable() ? new RenderingWriter(SampleLog::read, signer) : null;
        try (BundleWriter writer = new BundleWriter(bytes, new MerkleTree(this), size(), renderings)) {
            writer.begin(manifest, signer);
            for (int i = 0; i < manifest.ranges().length; i += 2) {
                for (long index = manifest.ranges()[i]; index <= manifest.ranges()[i + 1]; index++) {
                    writer.event(index, get((int) index));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Of everything. */
    byte[] bundle() {
        return bundle(manifest(0, size() - 1));
    }

    /** Of a few, here and there. */
    byte[] sparseBundle() {
        return bundle(sparse());
    }

    Manifest sparse() {
        return manifest(
                new Selection(Selection.Kind.POST, "post_1", null, null, "ws_1"),
                List.of(signer.key()),
                1,
                1,
                41,
                42,
                300,
                330,
                599,
                599);
    }
}
