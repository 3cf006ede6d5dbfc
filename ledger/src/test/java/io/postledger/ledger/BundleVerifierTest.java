package io.postledger.ledger;

import static io.postledger.ledger.SampleLog.NOW;
import static io.postledger.ledger.SampleLog.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.postledger.ledger.Finding.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every bundle here is also given to the second verifier, {@code ledger/verify.py}, which must find the same. */
class BundleVerifierTest {
    private static final SampleLog LOG = new SampleLog(600);
    private static final byte[] WHOLE = LOG.bundle();
    private static final byte[] SPARSE = LOG.sparseBundle();
    private static final byte[] READABLE = LOG.bundle(SampleLog.as(2, true, LOG.manifest(0, 599)));
    private static final byte[] READABLE_SPARSE = LOG.bundle(SampleLog.as(2, true, LOG.sparse()));

    @TempDir
    static Path folder;

    private static final List<String> expected = new ArrayList<>();
    private static boolean hasPython;

    @BeforeAll
    static void isPythonHere() {
        try {
            hasPython = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            System.out.println("There is no python3: the second verifier is not asked.");
        }
    }

    /** In one run, for a process for each would take most of the time. */
    @AfterAll
    static void theSecondVerifierFindsTheSame() throws Exception {
        if (!hasPython || expected.isEmpty()) {
            return;
        }
        Process python = new ProcessBuilder(
                        "python3", Path.of("verify.py").toAbsolutePath().toString(), "--batch", folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).isEqualTo(String.join("\n", expected) + "\n");
    }

    private static Verdict verifyHere(byte[] bundle) {
        try {
            return BundleVerifier.verify(new ByteArrayInputStream(bundle), Trust.NONE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Verdict verify(byte[] bundle) {
        return verify(bundle, Trust.NONE);
    }

    private static Verdict verify(byte[] bundle, Trust trust) {
        try {
            Verdict verdict = BundleVerifier.verify(new ByteArrayInputStream(bundle), trust);
            String name = String.format("%05d", expected.size());
            Files.write(folder.resolve(name + ".bundle"), bundle);
            List<String> known = new ArrayList<>();
            trust.keys().forEach(key -> known.add(BundleText.write(key)));
            trust.heads().forEach(head -> known.add(BundleText.write(head)));
            Files.write(folder.resolve(name + ".anchor"), known);
            expected.add((name + " " + verdict.events() + " "
                            + verdict.findings().stream()
                                    .map(one -> one.code() + "," + one.index() + "," + one.to())
                                    .collect(Collectors.joining(" ")))
                    .replace("null", "-")
                    .strip());
            return verdict;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> lines(byte[] bundle) {
        return new ArrayList<>(
                new String(bundle, StandardCharsets.UTF_8).lines().toList());
    }

    private static byte[] changed(byte[] bundle, Consumer<List<String>> change) {
        List<String> lines = lines(bundle);
        change.accept(lines);
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Number of the line with an event. */
    private static int line(List<String> lines, int index) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("{\"type\":\"event\",\"index\":" + index + ",")) {
                return i;
            }
        }
        throw new AssertionError("There is no event " + index);
    }

    private static void assertFound(Verdict verdict, String... findings) {
        assertThat(verdict.findings().stream()
                        .map(one -> one.code() + " " + one.index()
                                + (Objects.equals(one.to(), one.index()) ? "" : "-" + one.to())))
                .containsExactly(findings);
    }

    @Test
    void givenUntouchedBundles_whenVerified_thenGood() {
        assertFound(verify(WHOLE));
        assertThat(verify(WHOLE).events()).isEqualTo(600);
        assertFound(verify(SPARSE));
        assertThat(verify(SPARSE).events()).isEqualTo(35);
        for (int size : new int[] {1, 2, 8, 255, 256, 257, 300}) {
            assertFound(verify(new SampleLog(size).bundle()));
        }
        assertFound(verify(LOG.bundle(LOG.manifest())));
        assertFound(verify(WHOLE, new Trust(List.of(LOG.signer().key()), List.of(LOG.head(200), LOG.head(600)))));
    }

    @Test
    void givenAlteredEvent_whenVerified_thenThatOne() {
        for (byte[] bundle : List.of(WHOLE, SPARSE)) {
            assertFound(
                    verify(changed(
                            bundle,
                            lines -> lines.replaceAll(line -> line.replace("🚲", "🚗")
                                    .replaceAll("^(.\"type\":\"event\",\"index\":(?!41,).*)🚗", "$1🚲")))),
                    "EVENT_ALTERED 41");
        }
    }

    @Test
    void givenFieldsThatOnlyTell_whenAltered_thenThatEvent() {
        assertFound(
                verify(changed(
                        WHOLE,
                        lines -> lines.set(
                                line(lines, 41), lines.get(line(lines, 41)).replaceFirst("user:ü", "user:x")))),
                "EVENT_ALTERED 41");
        assertFound(
                verify(changed(
                        WHOLE,
                        lines -> lines.set(
                                line(lines, 41),
                                lines.get(line(lines, 41)).replaceFirst("\"index\":41", "\"index\":47")))),
                "EVENT_ALTERED 41");
        assertFound(
                verify(changed(
                        WHOLE,
                        lines -> lines.set(
                                line(lines, 41),
                                lines.get(line(lines, 41)).replaceFirst("}$", ",\"note\":\"approved\"}")))),
                "LINE_UNREADABLE 41",
                "EVENT_MISSING 41");
        assertFound(
                verify(changed(
                        WHOLE,
                        lines -> lines.set(
                                line(lines, 41), lines.get(line(lines, 41)).replaceFirst(",", ", ")))),
                "LINE_UNREADABLE 41",
                "EVENT_MISSING 41");
    }

    @Test
    void givenMissingEvents_whenVerified_thenThose() {
        assertFound(verify(changed(WHOLE, lines -> lines.remove(line(lines, 41)))), "EVENT_MISSING 41");
        assertFound(
                verify(changed(
                        WHOLE,
                        lines -> lines.removeIf(
                                line -> line.matches(".\"type\":\"event\",\"index\":(25[4-8]|59[0-7]),.*")))),
                "EVENT_MISSING 254-258",
                "EVENT_MISSING 590-597");
    }

    @Test
    void givenDuplicatedAddedOrMovedEvents_whenVerified_thenThose() {
        assertFound(
                verify(changed(WHOLE, lines -> lines.add(line(lines, 300), lines.get(line(lines, 41))))),
                "EVENT_DUPLICATED 41");
        assertFound(
                verify(changed(WHOLE, lines -> lines.add(line(lines, 41), lines.get(line(lines, 41))))),
                "EVENT_DUPLICATED 41");
        assertFound(
                verify(changed(
                        SPARSE,
                        lines -> lines.add(line(lines, 310), lines(WHOLE).get(line(lines(WHOLE), 200))))),
                "EVENT_ADDED 200");
        assertFound(
                verify(changed(WHOLE, lines -> lines.add(400, lines.remove(line(lines, 41))))),
                "EVENT_OUT_OF_ORDER 41");
        assertFound(
                verify(changed(WHOLE, lines -> lines.add(line(lines, 41), lines.remove(line(lines, 500))))),
                "EVENT_OUT_OF_ORDER 500");
        assertFound(
                verify(changed(SPARSE, lines -> {
                    int one = line(lines, 1);
                    String moved = lines.set(one, lines.get(line(lines, 41)));
                    lines.set(line(lines.subList(one + 1, lines.size()), 41) + one + 1, moved);
                })),
                "EVENT_OUT_OF_ORDER 41");
    }

    @Test
    void givenCutOffBundle_whenVerified_thenFromWhere() {
        byte[] inTheMiddle = Arrays.copyOf(WHOLE, WHOLE.length / 2);
        Verdict verdict = verify(inTheMiddle);
        assertThat(verdict.findings()).hasSize(1);
        assertThat(verdict.findings().get(0).code()).isEqualTo(Code.BUNDLE_CUT_OFF);
        assertThat(verdict.findings().get(0).index()).isEqualTo(verdict.events());
        assertFound(verify(changed(WHOLE, lines -> lines.remove(lines.size() - 1))), "BUNDLE_CUT_OFF 599");
        assertFound(verify(Arrays.copyOf(WHOLE, WHOLE.length - 1)), "BUNDLE_CUT_OFF 599");
        assertFound(
                verify(changed(WHOLE, lines -> lines.subList(1, lines.size()).clear())),
                "BUNDLE_CUT_OFF null",
                "BUNDLE_CUT_OFF 0-599");
        assertFound(verify(new byte[0]), "BUNDLE_UNREADABLE null");
        assertFound(verify("{}\n".getBytes(StandardCharsets.UTF_8)), "BUNDLE_UNREADABLE null");
    }

    @Test
    void givenLaterFormatOrOtherInstallationOrUnknownKey_whenVerified_thenSaid() {
        assertFound(
                verify(changed(WHOLE, lines -> lines.set(0, lines.get(0).replace("\"format\":2", "\"format\":3")))),
                "FORMAT_UNKNOWN null");
        HeadSigner other = HeadSigner.make("inst_other", NOW, null);
        assertThat(verify(WHOLE, new Trust(List.of(other.key()), List.of())).findings())
                .extracting(Finding::code)
                .contains(Code.ORIGIN_OTHER, Code.KEY_UNKNOWN);
        HeadSigner impostor = HeadSigner.make(ORIGIN, NOW, null);
        byte[] forged = new SampleLog(600, impostor).bundle();
        assertFound(verify(forged));
        assertThat(verify(forged, new Trust(List.of(LOG.signer().key()), List.of()))
                        .findings())
                .extracting(Finding::code)
                .containsOnly(Code.KEY_UNKNOWN);
    }

    @Test
    void givenRotatedKey_whenVerifiedWithOldOrNewOne_thenGood() {
        HeadSigner newer = HeadSigner.make(ORIGIN, NOW.plusSeconds(1), LOG.signer());
        SampleLog log = new SampleLog(20, newer);
        List<LedgerKey> keys = List.of(LOG.signer().key(), newer.key());
        byte[] bundle = log.bundle(log.manifest(Selection.EVERYTHING, keys, 0, 19));
        TreeHead old = LOG.signer().head(19, new MerkleTree(log).root(19), 25, NOW);

        assertFound(verify(bundle));
        assertFound(verify(bundle, new Trust(List.of(LOG.signer().key()), List.of(old))));
        assertFound(verify(bundle, new Trust(List.of(newer.key()), List.of(old))));
        byte[] without = log.bundle(log.manifest(Selection.EVERYTHING, List.of(newer.key()), 0, 19));
        assertThat(verify(without).findings()).extracting(Finding::code).containsOnly(Code.KEY_UNKNOWN);
    }

    @Test
    void givenRewrittenHistory_whenVerifiedWithAnchoredHead_thenInconsistent() {
        SampleLog rewritten = new SampleLog(599, LOG.signer());
        byte[] bundle = rewritten.bundle(rewritten.manifest(0, 598));
        TreeHead anchored = LOG.signer().head(598, new byte[32], 1, NOW);
        assertFound(
                verify(bundle, new Trust(List.of(LOG.signer().key()), List.of(anchored))), "HEADS_INCONSISTENT null");
        assertThat(verify(changed(
                                bundle,
                                lines -> lines.set(0, lines.get(0).replaceFirst("\"size\":599", "\"size\":598"))))
                        .findings())
                .extracting(Finding::code)
                .contains(Code.MANIFEST_ALTERED, Code.HEAD_ALTERED);
    }

    @Test
    void givenBundleOfTheFirstFormat_whenVerified_thenGood() {
        Selection before = new Selection(Selection.Kind.POST, "post_1", null, null, null);
        byte[] bundle = LOG.bundle(
                SampleLog.as(1, false, LOG.manifest(before, List.of(LOG.signer().key()), 1, 1, 41, 42)));
        assertThat(lines(bundle).get(0)).doesNotContain("workspace").doesNotContain("readable");
        assertFound(verify(bundle));
        assertThat(verify(changed(bundle, lines -> lines.set(0, lines.get(0).replace("\"format\":1", "\"format\":2"))))
                        .findings())
                .extracting(Finding::code)
                .containsExactly(Code.BUNDLE_UNREADABLE);
    }

    @Test
    void givenReadableBundles_whenVerified_thenGoodAndRead() throws IOException {
        assertFound(verify(READABLE));
        assertFound(verify(READABLE_SPARSE));
        List<String> said = new ArrayList<>();
        BundleVerifier.verify(new ByteArrayInputStream(READABLE_SPARSE), Trust.NONE, said::add);
        assertThat(said).hasSize(70).containsSubsequence("    Edited “event-41”", "    Edited “event-42”");
        assertThat(new String(WHOLE, StandardCharsets.UTF_8)).doesNotContain("\"rendering\"");
    }

    private static int rendering(List<String> lines, int index) {
        int event = line(lines, index);
        assertThat(lines.get(event + 1)).startsWith("{\"type\":\"rendering\",\"index\":" + index + ",");
        return event + 1;
    }

    /** The events stay proven, and what was done to the rest is told. */
    @Test
    void givenAlteredRenderings_whenVerified_thenThoseAndNoEvent() {
        for (byte[] bundle : List.of(READABLE, READABLE_SPARSE)) {
            Verdict changed =
                    verify(changed(bundle, lines -> lines.replaceAll(line -> line.replace("“event-41”", "“event-x”"))));
            assertThat(changed.findings()).extracting(Finding::code).containsExactly(Code.RENDERING_ALTERED);
            assertThat(changed.isProven()).isTrue();
            assertThat(changed.isGood()).isFalse();
            assertFound(
                    verify(changed(bundle, lines -> lines.remove(rendering(lines, 41)))),
                    "RENDERING_ALTERED 41",
                    bundle == READABLE ? "RENDERING_ALTERED 0-255" : "RENDERING_ALTERED 1-599");
            assertThat(verify(changed(bundle, lines -> {
                                String moved = lines.remove(rendering(lines, 41));
                                lines.add(rendering(lines, 42) + 1, moved);
                            }))
                            .findings())
                    .extracting(Finding::code)
                    .containsOnly(Code.RENDERING_ALTERED)
                    .hasSize(3);
        }
        assertFound(
                verify(changed(READABLE, lines -> lines.removeIf(line -> line.startsWith("{\"type\":\"renderings\"")))),
                "RENDERING_ALTERED 0-599");
        assertThat(verify(changed(
                                READABLE_SPARSE,
                                lines -> lines.removeIf(line -> line.startsWith("{\"type\":\"rendering"))))
                        .findings())
                .hasSize(35)
                .extracting(Finding::code)
                .containsOnly(Code.RENDERING_ALTERED);
    }

    @Test
    void givenRenderingsSignedByAnother_whenVerified_thenAltered() {
        byte[] forged = new SampleLog(600, HeadSigner.make(ORIGIN, NOW, null))
                .bundle(SampleLog.as(2, true, LOG.manifest(0, 599)));
        List<String> signatures = lines(forged).stream()
                .filter(line -> line.startsWith("{\"type\":\"renderings\""))
                .toList();
        int[] next = {0};
        assertFound(
                verify(changed(
                        READABLE,
                        lines -> lines.replaceAll(line ->
                                line.startsWith("{\"type\":\"renderings\"") ? signatures.get(next[0]++) : line))),
                "RENDERING_ALTERED 0-255",
                "RENDERING_ALTERED 256-511",
                "RENDERING_ALTERED 512-599");
    }

    @Test
    void givenRenderingsInABundleThatSaysItHasNone_whenVerified_thenNoLinesOfIt() {
        assertFound(
                verify(changed(
                        SPARSE,
                        lines -> lines.add(line(lines, 41) + 1, lines(READABLE).get(rendering(lines(READABLE), 41))))),
                "LINE_UNREADABLE 42");
    }

    @Test
    void givenReadableBundleCutOff_whenVerified_thenFromWhere() {
        assertThat(verify(Arrays.copyOf(READABLE, READABLE.length / 2)).findings())
                .extracting(Finding::code)
                .startsWith(Code.BUNDLE_CUT_OFF);
        assertFound(verify(changed(READABLE, lines -> lines.remove(lines.size() - 1))), "RENDERING_ALTERED 512-599");
    }

    /** Each is found, whatever it hits; and where it hits an event or a block, there. */
    @Test
    void givenAnyByteFlipped_whenVerified_thenFound() {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] bundle =
                    List.of(WHOLE, SPARSE, READABLE, READABLE_SPARSE).get(i % 4).clone();
            int at = random.nextInt(bundle.length);
            bundle[at] ^= (byte) (1 << random.nextInt(8));
            Verdict verdict = i < 24 ? verify(bundle) : verifyHere(bundle);
            assertThat(verdict.findings()).as("byte %d", at).isNotEmpty();
        }
    }

    /** A short run of what was tried by the ten thousand: the second verifier is asked of each. */
    @Test
    void givenWhateverIsDoneToBundles_whenVerified_thenFoundAndNoVerifierFails() {
        BundleFuzz fuzz = new BundleFuzz(23);
        for (int i = 0; i < 300; i++) {
            BundleFuzz.Case one = fuzz.next();
            Verdict verdict = verify(one.bundle(), one.trust());
            assertThat(verdict.findings().isEmpty() && one.isAltered())
                    .as("case %d is not found", i)
                    .isFalse();
        }
    }

    /** Those that no block came for in time, and that nobody remembered any more, were once believed. */
    @Test
    void givenMoreAlteredEventsBeforeTheirBlocksThanAreRemembered_whenVerified_thenFound() {
        SampleLog log = new SampleLog(1_100);
        byte[] bundle = changed(log.bundle(), lines -> {
            List<String> blocks = lines.stream()
                    .filter(line -> line.startsWith("{\"type\":\"block\""))
                    .toList();
            lines.removeAll(blocks);
            lines.replaceAll(line ->
                    line.startsWith("{\"type\":\"event\",\"index\":1050,") ? line.replace("user:ü", "user:x") : line);
            lines.addAll(blocks);
        });
        assertThat(verify(bundle).findings())
                .extracting(Finding::code, Finding::index)
                .contains(tuple(Code.EVENT_UNPROVEN, 1_050L))
                .hasSize(100);
    }

    @Test
    void givenManyAlteredRenderingsAndAnAlteredEvent_whenVerified_thenTheEventIsNotCrowdedOut() {
        SampleLog log = new SampleLog(1_100);
        byte[] bundle = changed(log.bundle(SampleLog.as(2, true, log.manifest(0, 1_099))), lines -> {
            lines.removeIf(line -> line.startsWith("{\"type\":\"rendering\""));
            lines.set(line(lines, 1_090), lines.get(line(lines, 1_090)).replace("🚲", "🚗"));
        });
        Verdict verdict = verify(bundle);
        assertThat(verdict.isProven()).isFalse();
        assertThat(verdict.findings())
                .extracting(Finding::code, Finding::index)
                .contains(tuple(Code.EVENT_ALTERED, 1_090L))
                .hasSize(1_001);
    }

    @Test
    void givenNothingButJunk_whenVerified_thenReadingEndsWithWhatIsTold() {
        byte[] bundle = changed(SPARSE, lines -> lines.addAll(2, Collections.nCopies(5_000, "")));
        Verdict verdict = verify(bundle);
        assertThat(verdict.findings()).hasSize(1_000);
        assertThat(verdict.events()).isZero();
    }

    @Test
    void givenLongerSignature_whenVerified_thenNone() {
        assertFound(
                verify(changed(WHOLE, lines -> lines.set(1, lines.get(1).replace("\"}", "00\"}")))),
                "MANIFEST_ALTERED null");
    }

    @Test
    void givenNothingSelectedAndNoWholeSignature_whenVerified_thenCutOff() {
        byte[] bundle = LOG.bundle(LOG.manifest());
        assertFound(verify(Arrays.copyOf(bundle, bundle.length - 1)), "BUNDLE_CUT_OFF null", "BUNDLE_CUT_OFF null");
    }

    @Test
    void givenLinesLongerThanThereAre_whenVerified_thenUnreadableAndTheRestIsRead() {
        String endless = "x".repeat(LineReader.MOST + 1);
        assertFound(verify(changed(SPARSE, lines -> lines.add(2, endless))), "LINE_UNREADABLE 1");
        assertFound(verify(changed(SPARSE, lines -> lines.set(0, endless.repeat(4)))), "BUNDLE_UNREADABLE null");
    }

    /** Signed by the installation itself, and still only what this page knows. */
    @Test
    void givenSignedManifestsAtTheirLimits_whenVerified_thenReadByBothOrByNone() {
        assertThat(signed(first -> first.replaceFirst("\"madeAt\":\"[^\"]*", "\"madeAt\":\"0001-01-01T00:00:00Z"))
                        .findings())
                .isEmpty();
        for (String time : List.of(
                "0000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z", "2026-06-30T23:59:60Z", "2026-11-23T12:00:00.1Z")) {
            assertFound(
                    signed(first -> first.replaceFirst("\"madeAt\":\"[^\"]*", "\"madeAt\":\"" + time)),
                    "BUNDLE_UNREADABLE null");
        }
        for (String ranges : List.of(
                "[[0,4611686018427387904]]",
                "[[0,9223372036854775807]]",
                "[[0,18446744073709551616]]",
                "[[01,2]]",
                "[[1,2],[2,3]]",
                "[[0,1] ]",
                "[[0,1],]",
                "[[1.0,2]]")) {
            assertFound(
                    signed(first -> first.replaceFirst("\"ranges\":.*", "\"ranges\":" + ranges + "}")),
                    "BUNDLE_UNREADABLE null");
        }
        assertFound(
                signed(first -> first.replace("\"id\":\"post_1\"", "\"id\":\"\\ud800\"")), "BUNDLE_UNREADABLE null");
    }

    private static Verdict signed(UnaryOperator<String> change) {
        return verify(changed(SPARSE, lines -> {
            lines.set(0, change.apply(lines.get(0)));
            lines.set(
                    1,
                    BundleText.writeSignature(
                            LOG.signer().key().id(), LOG.signer().sign(lines.get(0) + "\n")));
        }));
    }

    /** What is said of an event is the same for everybody, whatever stands in its metadata. */
    @Test
    void givenMetadataThatReadersReadDifferently_whenVerified_thenGood() {
        SampleLog log = new SampleLog(0, LOG.signer());
        List<String> strange = List.of(
                "",
                "\uFEFF{\"actor\":\"a\"}",
                "{\"actor\":\"a\",\"actor\":\"b\"}",
                "{\"actor\":\"\\ud800\"}",
                "{\"n\":" + "1".repeat(2_000) + ",\"actor\":\"a\"}",
                "{\"n\":" + "[".repeat(600) + "]".repeat(600) + ",\"actor\":\"a\"}",
                "{ \"actor\": \"a\" }");
        for (int i = 0; i < strange.size(); i++) {
            Leaf leaf = SampleLog.leaf(i + 1);
            log.add(new Leaf(
                    i,
                    leaf.aggregateId(),
                    null,
                    i,
                    leaf.eventId(),
                    leaf.name(),
                    null,
                    "now",
                    leaf.payload(),
                    strange.get(i).getBytes(i == 1 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8)));
        }
        assertFound(verify(log.bundle()));
    }
}
