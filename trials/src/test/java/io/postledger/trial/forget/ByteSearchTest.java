package io.postledger.trial.forget;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteSearchTest {
    /** What is read at once. */
    private static final int PIECE = 1 << 21;

    private static final String WORD = "zqwertzuiopasd";

    @TempDir
    private Path folder;

    private void file(String name, int before, String text, int after) throws Exception {
        byte[] bytes = new byte[before + text.length() + after];
        Arrays.fill(bytes, (byte) 'c');
        System.arraycopy(text.getBytes(StandardCharsets.UTF_8), 0, bytes, before, text.length());
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), bytes);
    }

    @Test
    void givenWordAnywhere_evenAcrossWhatIsReadAtOnce_thenFound() throws Exception {
        file("a/first", 0, "canary", 10);
        file("a/last", 10, "canary", 0);
        file("a/none", 10, "canar", 10);
        for (int at = -7; at <= 1; at++) {
            file("b/across" + at, PIECE + at, "canary", PIECE);
        }
        file("b/second", 2 * PIECE - 3, "canary", 5);

        List<ByteSearch.Found> found = new ByteSearch(List.of("canary", "ccc-no-such-word")).below(folder);

        assertThat(found).hasSize(2 + 9 + 1).allMatch(one -> one.word().equals("canary"));
        assertThat(found).noneMatch(one -> one.file().endsWith("none"));
    }

    private interface Packing {
        OutputStream of(OutputStream to) throws IOException;
    }

    private static byte[] packed(Packing packing, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("something before it ".getBytes(StandardCharsets.UTF_8));
        try (OutputStream out = packing.of(bytes)) {
            out.write(content);
        }
        bytes.writeBytes(" and after".getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** As ClickHouse writes a block of a column: a checksum, then what {@link Packed} reads. */
    private static byte[] block(byte[] content) {
        byte[] packed = LZ4Factory.safeInstance().fastCompressor().compress(content);
        return ByteBuffer.allocate(16 + 9 + packed.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(16)
                .put((byte) 0x82)
                .putInt(packed.length + 9)
                .putInt(content.length)
                .put(packed)
                .array();
    }

    private static ZipOutputStream entry(OutputStream to) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(to);
        zip.putNextEntry(new ZipEntry("a file"));
        return zip;
    }

    @Test
    void givenWordInWhatIsPacked_thenFound() throws Exception {
        byte[] content = ("It is the same again and again, again and again, but for one word: " + WORD
                        + ", and again and again")
                .getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> files = Map.of(
                "gzip", packed(GZIPOutputStream::new, content),
                "zlib", packed(DeflaterOutputStream::new, content),
                "zip", packed(ByteSearchTest::entry, content),
                "zstd", packed(ZstdOutputStream::new, content),
                "lz4", packed(LZ4FrameOutputStream::new, content),
                "block", block(content),
                "twice", packed(GZIPOutputStream::new, packed(ZstdOutputStream::new, content)));

        ByteSearch search = new ByteSearch(List.of(WORD));
        files.forEach((name, bytes) -> assertThat(search.words(bytes))
                .as(name)
                .hasEntrySatisfying(WORD, form -> assertThat(form).contains("packed")));
    }

    @Test
    void givenWordInAnotherForm_thenFoundWhateverStandsBesideIt() {
        ByteSearch search = new ByteSearch(List.of(WORD));
        for (String beside : List.of("", "a", "ab", "abc", "abcd")) {
            byte[] text = (beside + WORD + beside).getBytes(StandardCharsets.UTF_8);
            String base64 = Base64.getEncoder().encodeToString(text);
            assertThat(search.words(base64.getBytes(StandardCharsets.US_ASCII)))
                    .as(base64)
                    .containsKey(WORD);
            assertThat(search.words(HexFormat.of().formatHex(text).getBytes(StandardCharsets.US_ASCII)))
                    .containsKey(WORD);
            assertThat(search.words((beside + WORD).getBytes(StandardCharsets.UTF_16LE)))
                    .containsKey(WORD);
        }
        StringBuilder escaped = new StringBuilder();
        WORD.chars().forEach(unit -> escaped.append(String.format("\\u%04x", unit)));
        assertThat(search.words(escaped.toString().getBytes(StandardCharsets.US_ASCII)))
                .containsKey(WORD);
        assertThat(search.words(WORD.substring(1).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
