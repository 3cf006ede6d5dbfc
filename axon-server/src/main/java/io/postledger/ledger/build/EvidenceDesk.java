package io.postledger.ledger.build;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.ledger.Evidence;
import io.postledger.api.ledger.EvidencePart;
import io.postledger.api.ledger.EvidenceSelection;
import io.postledger.ledger.BundleWriter;
import io.postledger.ledger.Leaf;
import io.postledger.ledger.Manifest;
import io.postledger.ledger.MerkleTree;
import io.postledger.ledger.Rendering;
import io.postledger.ledger.RenderingWriter;
import io.postledger.ledger.Selection;
import io.postledger.ledger.Tile;
import io.postledger.ledger.TreeHead;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes bundles from the log and the tree. An event that is not there or is not what was hashed belongs to every selection: nobody could
 * tell that it does not. Within a workspace it is only said to be missing, unless it says that it is the workspace's.
 * An erasure's bundle alone is made from where its events are, and reads nothing else of the log.
 */
public final class EvidenceDesk implements Evidence {
    /** Earlier heads that a bundle shows, the newest and some of the rest: so that one of them is a head that a reader knows. */
    private static final int MOST_HEADS = 64;

    private final Ledger ledger;
    private final StoredLog log;
    private final LedgerTables tables;
    private final Rendering.Reader reader;
    private final Clock clock;

    public EvidenceDesk(Ledger ledger, StoredLog log, LedgerTables tables, Rendering.Reader reader, Clock clock) {
        this.ledger = ledger;
        this.log = log;
        this.tables = tables;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public EvidencePart write(
            EvidenceSelection selected,
            boolean isReadable,
            @Nullable Long size,
            @Nullable Long after,
            int limit,
            OutputStream to)
            throws IOException {
        Selection selection = selection(selected);
        TreeHead head = size == null ? newest() : head(size);
        MerkleTree tree = new MerkleTree(tables);
        RenderingWriter renderings = isReadable ? new RenderingWriter(reader, ledger.signer()) : null;
        boolean isOwn = selection.kind() == Selection.Kind.ERASURE;
        Ranges toRead = isOwn ? ownRanges(selection.id(), head.size()) : Ranges.before(head.size());
        try (BundleWriter writer = new BundleWriter(to, tree, head.size(), renderings)) {
            if (after == null) {
                Ranges where = isOwn ? toRead : foundRanges(selection, head.size(), tree);
                writer.begin(manifest(selection, isReadable, head, tree, where), ledger.signer());
            }
            Writing writing = new Writing(new SelectedEvents(selection), writer, limit);
            long next = after == null ? 0 : after + 1;
            LeafWalk walk = new LeafWalk(log, tree);
            for (int i = 0; i < toRead.count() && writing.stoppedAfter == null; i++) {
                walk.walk(Math.max(next, toRead.first(i)), toRead.last(i) + 1, writing);
            }
            return new EvidencePart(writing.events, head.size(), writing.stoppedAfter);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The log cannot be read", e);
        }
    }

    private static Selection selection(EvidenceSelection selected) {
        boolean needsId =
                selected.kind() != EvidenceSelection.Kind.EVERYTHING && selected.kind() != EvidenceSelection.Kind.TIME;
        boolean isTime = selected.kind() == EvidenceSelection.Kind.TIME;
        if (needsId != (selected.id() != null && !selected.id().isBlank())
                || isTime != (selected.from() != null || selected.until() != null)) {
            throw new RejectedException(
                    RejectionCode.SELECTION_INVALID,
                    "A post, account, workspace or erasure has an id, a time range has from, until or both; everything has nothing",
                    Map.of());
        }
        return new Selection(
                Selection.Kind.valueOf(selected.kind().name()),
                selected.id(),
                selected.from(),
                selected.until(),
                selected.workspaceId());
    }

    /** With all that is settled by now. */
    private TreeHead newest() {
        while (ledger.grow() == Ledger.STEP) {
            // More of the log follows.
        }
        ledger.sign();
        return tables.head()
                .orElseThrow(() ->
                        new RejectedException(RejectionCode.LEDGER_EMPTY, "No event is in the ledger yet", Map.of()));
    }

    private TreeHead head(long size) {
        return tables.head(size)
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.HEAD_NOT_FOUND,
                        "No head of this size was signed",
                        Map.of("size", Long.toString(size))));
    }

    private Manifest manifest(Selection selection, boolean isReadable, TreeHead head, MerkleTree tree, Ranges where)
            throws Exception {
        List<TreeHead> heads =
                tables.heads().stream().filter(one -> one.size() < head.size()).toList();
        int most = Math.min(MOST_HEADS, heads.size());
        int newest = most / 2;
        List<Manifest.Earlier> earlier = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            int older = most - newest;
            int at = i < older ? (int) ((long) i * (heads.size() - newest) / older) : heads.size() - newest + i - older;
            earlier.add(new Manifest.Earlier(
                    heads.get(at), tree.consistency(heads.get(at).size(), head.size())));
        }
        return new Manifest(
                Manifest.FORMAT,
                tables.origin(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                selection,
                isReadable,
                head,
                tables.keys(),
                earlier,
                where.all());
    }

    /** Where an aggregate's own events stand, looked up. */
    private Ranges ownRanges(String aggregateId, long size) {
        Ranges ranges = new Ranges();
        OptionalLong position = log.positionOf(aggregateId, 0);
        for (long sequence = 1; position.isPresent(); sequence++) {
            tables.indexOf(position.getAsLong()).stream()
                    .filter(index -> index < size)
                    .forEach(ranges::add);
            position = log.positionOf(aggregateId, sequence);
        }
        return ranges;
    }

    /** Where the selected events stand, found by reading all of the log, unless it is all of the log. */
    private Ranges foundRanges(Selection selection, long size, MerkleTree tree) throws Exception {
        if (selection.kind() == Selection.Kind.EVERYTHING && selection.workspace() == null) {
            return Ranges.before(size);
        }
        Ranges ranges = new Ranges();
        SelectedEvents selected = new SelectedEvents(selection);
        new LeafWalk(log, tree).walk(0, size, new LeafWalk.Step() {
            @Override
            public boolean event(long index, Leaf leaf, boolean isWhole) {
                if (!isWhole || selected.has(leaf)) {
                    ranges.add(index);
                }
                return true;
            }

            @Override
            public void missing(long index) {
                ranges.add(index);
            }

            @Override
            public void added(long index, Leaf leaf) {
                // Never signed for, so no evidence of anything.
            }
        });
        return ranges;
    }

    /** Ascending indexes, as first and last of each run. */
    private static final class Ranges {
        private long[] ranges = new long[16];
        private int length;

        /** All that there are before one. */
        static Ranges before(long size) {
            Ranges all = new Ranges();
            all.ranges[all.length++] = 0;
            all.ranges[all.length++] = size - 1;
            return all;
        }

        int count() {
            return length / 2;
        }

        long first(int range) {
            return ranges[2 * range];
        }

        long last(int range) {
            return ranges[2 * range + 1];
        }

        void add(long index) {
            if (length > 0 && ranges[length - 1] == index - 1) {
                ranges[length - 1] = index;
                return;
            }
            if (length == ranges.length) {
                ranges = Arrays.copyOf(ranges, 2 * length);
            }
            ranges[length++] = index;
            ranges[length++] = index;
        }

        long[] all() {
            return Arrays.copyOf(ranges, length);
        }
    }

    private static final class Writing implements LeafWalk.Step {
        private final SelectedEvents selected;
        private final BundleWriter writer;
        private final int limit;
        private long events;
        private @Nullable Long stoppedAfter;

        Writing(SelectedEvents selected, BundleWriter writer, int limit) {
            this.selected = selected;
            this.writer = writer;
            this.limit = limit;
        }

        @Override
        public boolean event(long index, Leaf leaf, boolean isWhole) throws IOException {
            // Between tiles only: a tile's events share its proof.
            if (events >= limit && index % Tile.WIDTH == 0) {
                stoppedAfter = index - 1;
                return false;
            }
            if (isWhole ? selected.has(leaf) : selected.mayBeShown(leaf)) {
                writer.event(index, leaf);
                events++;
            }
            return true;
        }

        @Override
        public void missing(long index) {
            // The manifest says that it must be there, and the bundle shows that it is not.
        }

        @Override
        public void added(long index, Leaf leaf) {
            // Never signed for, so no evidence of anything.
        }
    }
}
