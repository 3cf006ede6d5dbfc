package io.postledger.ledger;

import java.nio.charset.StandardCharsets;

/** Writes beside each event of a bundle what people read of it, and signs that in pieces: what was changed since is found. */
public final class RenderingWriter {
    /** Signatures take a slow verifier longer than all the rest. */
    private static final int SIGNED_AT_ONCE = Tile.WIDTH;

    private final Rendering.Reader reader;
    private final HeadSigner signer;
    private RenderedLines lines = new RenderedLines();

    public RenderingWriter(Rendering.Reader reader, HeadSigner signer) {
        this.reader = reader;
        this.signer = signer;
    }

    String line(BundleText.Event event) {
        String line = BundleText.write(event.index(), reader.read(event.leaf()));
        lines.add(line.getBytes(StandardCharsets.UTF_8));
        return line;
    }

    boolean isDue() {
        return lines.count() >= SIGNED_AT_ONCE;
    }

    boolean isSigned() {
        return lines.count() == 0;
    }

    /** Over all since the last one. */
    String signature() {
        String line = BundleText.write(new BundleText.RenderingsSignature(
                lines.count(),
                signer.key().id(),
                signer.sign(lines.text(signer.key().origin()))));
        lines = new RenderedLines();
        return line;
    }
}
