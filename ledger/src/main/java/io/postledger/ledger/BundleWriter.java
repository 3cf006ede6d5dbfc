package io.postledger.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an evidence bundle, or a part of it: the manifest and its signature first, then events in the order of the log, before
 * them the block of leaf hashes that proves them. What an event's line says depends on the log alone, so that a bundle that was cut off can
 * be gone on with by anybody, at any event. What people read of an event is another matter, and a line of its own.
 */
public final class BundleWriter implements AutoCloseable {
    /** From so many events of a tile on, its hashes take less room together than a path for each. */
    private static final int DENSE = 8;

    private final OutputStream out;
    private final MerkleTree tree;
    private final long size;
    private final @Nullable RenderingWriter renderings;
    private final List<BundleText.Event> ofTile = new ArrayList<>();

    /**
     * @param size that of the manifest's head
     * @param renderings null where only what is stored is written
     */
    public BundleWriter(OutputStream out, MerkleTree tree, long size, @Nullable RenderingWriter renderings) {
        this.out = out;
        this.tree = tree;
        this.size = size;
        this.renderings = renderings;
    }

    /** The beginning of a bundle. */
    public void begin(Manifest manifest, HeadSigner signer) throws IOException {
        String line = BundleText.write(manifest) + "\n";
        out.write(line.getBytes(StandardCharsets.UTF_8));
        write(BundleText.writeSignature(signer.key().id(), signer.sign(line)));
    }

    /** The next selected event. A tile's worth of them is held until another tile's comes. */
    public void event(long index, Leaf leaf) throws IOException {
        if (!ofTile.isEmpty() && ofTile.get(0).index() / Tile.WIDTH != index / Tile.WIDTH) {
            flush();
        }
        ofTile.add(new BundleText.Event(index, leaf, BundleText.says(leaf)));
    }

    private void flush() throws IOException {
        if (ofTile.size() >= DENSE) {
            long first = ofTile.get(0).index() / Tile.WIDTH * Tile.WIDTH;
            write(BundleText.write(new BundleText.Block(
                    first,
                    tree.leaves(first, Math.min(first + Tile.WIDTH, size)),
                    tree.path(Tile.HEIGHT, first, size))));
            for (BundleText.Event event : ofTile) {
                write(event);
            }
        } else {
            for (BundleText.Event event : ofTile) {
                write(BundleText.write(new BundleText.Block(
                        event.index(),
                        tree.leaves(event.index(), event.index() + 1),
                        tree.path(0, event.index(), size))));
                write(event);
            }
        }
        ofTile.clear();
        if (renderings != null && renderings.isDue()) {
            write(renderings.signature());
        }
    }

    private void write(BundleText.Event event) throws IOException {
        write(BundleText.write(event));
        if (renderings != null) {
            write(renderings.line(event));
        }
    }

    private void write(String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    /** Writes what is held; the stream is left open. */
    @Override
    public void close() throws IOException {
        flush();
        if (renderings != null && !renderings.isSigned()) {
            write(renderings.signature());
        }
        out.flush();
    }
}
