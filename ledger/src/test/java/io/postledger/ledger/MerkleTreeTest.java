package io.postledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    private final TreeHash hash = new TreeHash();
    private final Proofs proofs = new Proofs();

    private static List<byte[]> hashes(SampleLog log, int size) {
        TreeHash hash = new TreeHash();
        return IntStream.range(0, size)
                .mapToObj(index -> hash.leaf(log.get(index)))
                .toList();
    }

    /** The test vectors of the first Certificate Transparency implementation. */
    @Test
    void givenKnownLeaves_whenHashed_thenKnownRoots() throws Exception {
        List<String> inputs = List.of(
                "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
        List<byte[]> leaves = new ArrayList<>();
        for (String input : inputs) {
            java.security.MessageDigest sha256 = TreeHash.sha256();
            sha256.update((byte) 0);
            leaves.add(sha256.digest(HexFormat.of().parseHex(input)));
        }

        assertThat(HexFormat.of().formatHex(hash.root(leaves.subList(0, 1))))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(HexFormat.of().formatHex(hash.root(leaves)))
                .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    @Test
    void givenTreesOfManySizes_whenBuiltByTiles_thenTheRootsOfTheDefinition() {
        SampleLog log = new SampleLog(700);
        MerkleTree tree = new MerkleTree(log);
        for (int size : new int[] {0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 699, 700}) {
            assertThat(tree.root(size)).as("size %d", size).isEqualTo(hash.root(hashes(log, size)));
        }
        assertThat(log.root()).isEqualTo(tree.root(700));
    }

    /** Deep enough for a third level of tiles. */
    @Test
    void givenTreeOf70000_whenProved_thenEveryProofLeadsToItsRootAndIsShort() {
        SampleLog log = new SampleLog(70_000);
        MerkleTree tree = new MerkleTree(log);
        byte[] root = tree.root(log.size());

        assertThat(root).isEqualTo(log.root()).isEqualTo(hash.root(hashes(log, log.size())));
        for (int index = 0; index < log.size(); index += 997) {
            List<byte[]> path = tree.path(0, index, log.size());
            assertThat(path).hasSizeLessThanOrEqualTo(17);
            assertThat(proofs.root(hash.leaf(log.get(index)), index, log.size(), path))
                    .hasValueSatisfying(found -> assertThat(found).isEqualTo(root));
            assertThat(tree.position(index)).isEqualTo(log.get(index).position());
        }
    }

    @Test
    void givenEverySizeAndLeaf_whenProved_thenTrueForThatLeafAndNoOther() {
        SampleLog log = new SampleLog(40);
        MerkleTree tree = new MerkleTree(log);
        for (int size = 1; size <= 40; size++) {
            for (int index = 0; index < size; index++) {
                List<byte[]> path = tree.path(0, index, size);
                byte[] leaf = hash.leaf(log.get(index));
                assertThat(proofs.root(leaf, index, size, path))
                        .hasValueSatisfying(root -> assertThat(root).isNotEmpty());
                assertThat(proofs.root(leaf, index, size, path).get()).isEqualTo(tree.root(size));
                byte[] other = hash.leaf(log.get((index + 1) % 40));
                assertThat(proofs.root(other, index, size, path).get()).isNotEqualTo(tree.root(size));
                if (!path.isEmpty()) {
                    assertThat(proofs.root(leaf, index, size, path.subList(1, path.size())))
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void givenAnyTwoSizes_whenProvedConsistent_thenTrueForTheirRootsAndNoOthers() {
        SampleLog log = new SampleLog(40);
        MerkleTree tree = new MerkleTree(log);
        for (int later = 0; later <= 40; later++) {
            for (int earlier = 0; earlier <= later; earlier++) {
                List<byte[]> path = tree.consistency(earlier, later);
                byte[] one = tree.root(earlier);
                byte[] two = tree.root(later);
                assertThat(proofs.consistent(earlier, one, later, two, path))
                        .as("%d in %d", earlier, later)
                        .isTrue();
                assertThat(proofs.consistent(earlier, hash.node(one, one), later, two, path))
                        .isFalse();
                if (earlier > 0) {
                    assertThat(proofs.consistent(earlier, one, later, hash.node(two, two), path))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void givenStoredTree_whenGoneOnWith_thenAsIfItHadNotStopped() {
        SampleLog whole = new SampleLog(1_300);
        for (int stop : new int[] {1, 255, 256, 257, 512, 1_023, 1_024}) {
            SampleLog part = new SampleLog(stop);
            TreeGrowth growth = TreeGrowth.of(part.tile(0, (stop - 1) / 256), part);
            assertThat(growth.size()).isEqualTo(stop);
            assertThat(growth.position()).isEqualTo(part.get(stop - 1).position());
            for (int index = stop; index < 1_300; index++) {
                growth.append(whole.get(index));
            }
            assertThat(growth.root()).as("stopped at %d", stop).isEqualTo(whole.root());
            growth.takeChanged().forEach(tile -> {
                Tile stored = whole.tile(tile.level(), tile.number());
                assertThat(tile.hashes()).isEqualTo(stored.hashes());
                assertThat(tile.positions()).isEqualTo(stored.positions());
            });
        }
    }
}
