package io.postledger.ledger;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether each event of a readable bundle has its rendering after it, and whether all of these are as they were signed. */
final class ExpectedRenderings {
    private final Manifest manifest;
    private final Map<String, LedgerKey> keys;
    private final BundleVerifier.Findings findings;
    private RenderedLines lines = new RenderedLines();
    /** Of those that nobody signed yet. */
    private long first = Long.MAX_VALUE;

    private long last = -1;
    /** Event that waits for its rendering. */
    private @Nullable Long waiting;

    ExpectedRenderings(Manifest manifest, Map<String, LedgerKey> keys, BundleVerifier.Findings findings) {
        this.manifest = manifest;
        this.keys = keys;
        this.findings = findings;
    }

    /** Before a line other than a rendering. */
    void other() {
        if (waiting != null) {
            altered(waiting, waiting, "what people read of it is not there");
            waiting = null;
        }
    }

    /** @param index what the event's line says */
    void event(long index) {
        if (manifest.isReadable()) {
            waiting = index;
        }
    }

    void rendering(byte[] line, BundleText.Rendered rendered) {
        long index = rendered.index();
        if (waiting == null || waiting != index) {
            other();
            altered(index, index, "what people read of it is not beside it");
        }
        waiting = null;
        lines.add(line);
        first = Math.min(first, index);
        last = Math.max(last, index);
    }

    void signature(BundleText.RenderingsSignature signature) {
        LedgerKey key = keys.get(signature.keyId());
        long count = lines.count();
        boolean isSigned = signature.count() == count
                && key != null
                && key.signed(lines.text(manifest.origin()), signature.signature());
        if (!isSigned) {
            altered(
                    count == 0 ? null : first,
                    count == 0 ? null : last,
                    "what people read of these is not what was signed");
        }
        begin();
    }

    void end() {
        other();
        if (lines.count() > 0) {
            altered(first, last, "nobody signed what people read of these");
        }
    }

    private void begin() {
        lines = new RenderedLines();
        first = Long.MAX_VALUE;
        last = -1;
    }

    private void altered(@Nullable Long from, @Nullable Long to, String how) {
        findings.add(new Finding(Finding.Code.RENDERING_ALTERED, from, to, how));
    }
}
