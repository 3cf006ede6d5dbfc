package io.postledger.ledger;

import io.postledger.ledger.JsonFields.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Verifies an evidence bundle from its lines alone: no store, no server, no network. Memory does not grow with the bundle, but for its
 * manifest and for what is found. For one bundle.
 */
public final class BundleVerifier {
    private final Trust trust;
    private final Consumer<String> reader;
    private final Proofs proofs = new Proofs();
    private final TreeHash hash = new TreeHash();
    private final Findings findings = new Findings();
    private final ProvenLeaves proven = new ProvenLeaves();

    private BundleVerifier(Trust trust, Consumer<String> reader) {
        this.trust = trust;
        this.reader = reader;
    }

    /** @param bundle is not closed */
    public static Verdict verify(InputStream bundle, Trust trust) throws IOException {
        return verify(bundle, trust, says -> {});
    }

    /** @param reader is given what each event, and its rendering, says to a person, as it is read and before it is known to be proven */
    public static Verdict verify(InputStream bundle, Trust trust, Consumer<String> reader) throws IOException {
        return new BundleVerifier(trust, reader).read(new LineReader(bundle));
    }

    private Verdict read(LineReader lines) throws IOException {
        Manifest manifest = manifest(lines);
        long events = 0;
        if (manifest != null) {
            ExpectedEvents expected = new ExpectedEvents(manifest.ranges(), findings);
            ExpectedRenderings renderings = new ExpectedRenderings(manifest, trust.accept(manifest.keys()), findings);
            byte[] line;
            while (!findings.areEnough() && (line = lines.next()) != null) {
                events += line(line, lines, manifest, expected, renderings) ? 1 : 0;
            }
            expected.end(lines.wasCut());
            renderings.end();
            proven.open()
                    .forEach((from, to) -> findings.add(Finding.over(
                            Finding.Code.EVENT_UNPROVEN, from, to, "there is no block of hashes with it")));
        }
        boolean anchored = !trust.keys().isEmpty() || !trust.heads().isEmpty();
        return new Verdict(manifest, events, findings.all(), anchored);
    }

    private @Nullable Manifest manifest(LineReader lines) throws IOException {
        byte[] first = lines.next(BundleReader.MOST_OF_MANIFEST);
        if (first == null) {
            findings.add(Finding.of(Finding.Code.BUNDLE_UNREADABLE, "it is empty, or its first line is not whole"));
            return null;
        }
        Manifest manifest;
        try {
            long format = BundleReader.format(first);
            if (format < Manifest.FIRST_FORMAT || format > Manifest.FORMAT) {
                findings.add(Finding.of(
                        Finding.Code.FORMAT_UNKNOWN,
                        "it is of format " + format + "; this verifier knows those up to " + Manifest.FORMAT));
                return null;
            }
            manifest = BundleReader.manifest(first, (int) format);
        } catch (UnreadableException e) {
            findings.add(Finding.of(Finding.Code.BUNDLE_UNREADABLE, "its first line " + e.getMessage()));
            return null;
        }
        byte[] second = lines.next();
        Map<String, LedgerKey> keys = trust.accept(manifest.keys());
        checkSigned(manifest, first, second, keys);
        checkHeads(manifest, keys);
        return manifest;
    }

    private void checkSigned(Manifest manifest, byte[] first, byte @Nullable [] second, Map<String, LedgerKey> keys) {
        if (second == null) {
            findings.add(Finding.of(Finding.Code.BUNDLE_CUT_OFF, "it ends before its signature"));
            return;
        }
        try {
            JsonNode json = JsonFields.parse(second);
            String keyId = JsonFields.text(json, "keyId");
            byte[] signature = JsonFields.bytes(json, "signature");
            BundleText.requireWritten(second, BundleText.writeSignature(keyId, signature), "signatures");
            LedgerKey key = keys.get(keyId);
            if (key == null) {
                findings.add(Finding.of(Finding.Code.KEY_UNKNOWN, "the manifest is signed by " + keyId));
            } else if (!key.signedLine(first, signature)) {
                findings.add(Finding.of(Finding.Code.MANIFEST_ALTERED, "the manifest is not what was signed"));
            }
        } catch (UnreadableException e) {
            findings.add(Finding.of(Finding.Code.MANIFEST_ALTERED, "the manifest's signature " + e.getMessage()));
        }
    }

    private void checkHeads(Manifest manifest, Map<String, LedgerKey> keys) {
        TreeHead head = manifest.head();
        if (!manifest.origin().equals(head.origin())
                || manifest.keys().stream().anyMatch(key -> !key.origin().equals(manifest.origin()))
                || trust.keys().stream().anyMatch(key -> !key.origin().equals(manifest.origin()))
                || trust.heads().stream().anyMatch(one -> !one.origin().equals(manifest.origin()))) {
            findings.add(Finding.of(Finding.Code.ORIGIN_OTHER, "it is of installation " + manifest.origin()));
        }
        checkSigned(head, keys);
        long[] ranges = manifest.ranges();
        if (ranges.length > 0 && ranges[ranges.length - 1] >= head.size()) {
            findings.add(Finding.of(Finding.Code.MANIFEST_ALTERED, "it selects more than its head has"));
        }
        for (Manifest.Earlier earlier : manifest.earlier()) {
            checkSigned(earlier.head(), keys);
            if (!proofs.consistent(
                    earlier.head().size(), earlier.head().root(), head.size(), head.root(), earlier.path())) {
                findings.add(inconsistent(earlier.head(), head));
            }
        }
        for (TreeHead anchored : trust.heads()) {
            checkSigned(anchored, keys);
            sameSize(manifest, anchored.size())
                    .filter(shown -> !Arrays.equals(shown.root(), anchored.root()))
                    .ifPresent(shown -> findings.add(inconsistent(anchored, shown)));
        }
    }

    private static Optional<TreeHead> sameSize(Manifest manifest, long size) {
        return manifest.head().size() == size
                ? Optional.of(manifest.head())
                : manifest.earlier().stream()
                        .map(Manifest.Earlier::head)
                        .filter(head -> head.size() == size)
                        .findAny();
    }

    private static Finding inconsistent(TreeHead one, TreeHead other) {
        return Finding.of(
                Finding.Code.HEADS_INCONSISTENT,
                "the head of " + one.size() + " leaves signed at " + one.time() + " does not go with that of "
                        + other.size() + " signed at " + other.time());
    }

    private void checkSigned(TreeHead head, Map<String, LedgerKey> keys) {
        LedgerKey key = keys.get(head.keyId());
        if (key == null) {
            findings.add(Finding.of(
                    Finding.Code.KEY_UNKNOWN, "the head of " + head.size() + " leaves is signed by " + head.keyId()));
        } else if (!key.signed(head.text(), head.signature())) {
            findings.add(Finding.of(
                    Finding.Code.HEAD_ALTERED, "the head of " + head.size() + " leaves is not what was signed"));
        }
    }

    /** @return whether it was an event */
    private boolean line(
            byte[] line, LineReader lines, Manifest manifest, ExpectedEvents expected, ExpectedRenderings renderings) {
        try {
            JsonNode json = JsonFields.parse(line);
            String type = json.path("type").asString("");
            if (manifest.isReadable() && type.equals("rendering")) {
                rendering(line, BundleReader.rendered(json), renderings);
                return false;
            }
            if (type.equals("event")) {
                BundleText.Event event = BundleReader.event(json);
                BundleText.requireWritten(line, BundleText.write(event), "events");
                renderings.other();
                event(event, expected);
                renderings.event(event.index());
                return true;
            } else if (type.equals("block")) {
                BundleText.Block block = BundleReader.block(json);
                BundleText.requireWritten(line, BundleText.write(block), "blocks");
                renderings.other();
                block(block, manifest.head());
            } else if (manifest.isReadable() && type.equals("renderings")) {
                BundleText.RenderingsSignature signature = BundleReader.renderingsSignature(json);
                BundleText.requireWritten(line, BundleText.write(signature), "signatures of renderings");
                renderings.other();
                renderings.signature(signature);
            } else {
                throw new UnreadableException("is of no type that this bundle has");
            }
        } catch (UnreadableException e) {
            findings.add(Finding.over(
                    Finding.Code.LINE_UNREADABLE,
                    expected.next(),
                    expected.next(),
                    "line " + lines.number() + " " + e.getMessage()));
        }
        return false;
    }

    private void rendering(byte[] line, BundleText.Rendered rendered, ExpectedRenderings renderings)
            throws UnreadableException {
        BundleText.requireWritten(line, BundleText.write(rendered.index(), rendered.rendering()), "renderings");
        reader.accept("    " + rendered.rendering().words());
        renderings.rendering(line, rendered);
    }

    private void block(BundleText.Block block, TreeHead head) {
        long left = head.size() - block.index();
        int count = block.leaves().size();
        long last = block.index() + count - 1;
        boolean isTile = block.index() % Tile.WIDTH == 0 && count == Math.min(Tile.WIDTH, left);
        int height = count == 1 ? 0 : Tile.HEIGHT;
        Optional<byte[]> root = left <= 0 || count > 1 && !isTile
                ? Optional.empty()
                : proofs.root(
                        hash.root(block.leaves()),
                        block.index() >> height,
                        (head.size() - 1 >> height) + 1,
                        block.path());
        if (root.isEmpty() || !Arrays.equals(root.get(), head.root())) {
            findings.add(Finding.over(
                    Finding.Code.PROOF_INVALID, block.index(), last, "its hashes are not part of the tree"));
            return;
        }
        proven.add(block).forEach(index -> altered(index, "it is not what was hashed"));
    }

    private void event(BundleText.Event event, ExpectedEvents expected) {
        reader.accept(event.says());
        byte[] leafHash = hash.leaf(event.leaf());
        long index = event.index();
        String altered = null;
        if (!proven.is(index, leafHash)) {
            Optional<Long> actual = proven.indexOf(leafHash);
            if (actual.isPresent()) {
                index = actual.get();
                altered = "its line says that it is leaf " + event.index();
            } else if (proven.knows(index)) {
                altered = "it is not what was hashed";
            } else if (expected.isSelected(index) && !proven.leaveOpen(index, leafHash)) {
                findings.add(Finding.at(Finding.Code.EVENT_UNPROVEN, index, "too many wait for a block of hashes"));
            }
        }
        if (altered == null && !event.says().equals(BundleText.says(event.leaf()))) {
            altered = "what it says to a person is not what it is";
        }
        if (altered != null) {
            altered(index, altered);
        }
        expected.came(index);
    }

    private void altered(long index, String how) {
        findings.add(Finding.at(Finding.Code.EVENT_ALTERED, index, how));
    }

    /** The first of them, for the rest of a damaged bundle says no more. Those of renderings do not crowd out those of events. */
    static final class Findings {
        private final List<Finding> found = new ArrayList<>();
        private int ofRenderings;

        void add(Finding finding) {
            boolean isOfRendering = finding.code() == Finding.Code.RENDERING_ALTERED;
            if ((isOfRendering ? ofRenderings : found.size() - ofRenderings) < Verdict.MOST) {
                found.add(finding);
                ofRenderings += isOfRendering ? 1 : 0;
            }
        }

        /** Whether nothing that is found of events would be told any more. */
        boolean areEnough() {
            return found.size() - ofRenderings >= Verdict.MOST;
        }

        List<Finding> all() {
            return List.copyOf(found);
        }
    }
}
