package io.postledger.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Bundles that somebody has had in hand, by a seed: bytes, lines, and fields as JSON readers disagree on them; and such as only an
 * installation could make, signed. Two verifiers must say the same of each, whatever it is.
 */
final class BundleFuzz {
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final String[] VALUES = {
        "null",
        "true",
        "{}",
        "[]",
        "\"\"",
        "\"x\"",
        "-0",
        "-1",
        "0",
        "01",
        "1.0",
        "1e2",
        "1e400",
        "NaN",
        "Infinity",
        "0x10",
        "9007199254740991",
        "9007199254740993",
        "4611686018427387903",
        "4611686018427387904",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "1".repeat(999),
        "1".repeat(1_001),
        "1".repeat(4_301),
        "\"\\ud800\"",
        "\"\\ud83d\\ude00\"",
        "\"\\u0041\"",
        "\"\u2028\"",
        "\"\\/\"",
        "\"é\"",
        "\"e\u0301\"",
        "\"0000-01-01T00:00:00Z\"",
        "\"0001-01-01T00:00:00Z\"",
        "\"9999-12-31T23:59:59.999999999Z\"",
        "\"+10000-01-01T00:00:00Z\"",
        "\"2026-11-23T24:00:00Z\"",
        "\"2026-06-30T23:59:60Z\"",
        "\"2026-02-29T00:00:00Z\"",
        "\"2026-11-23T12:00:00.100Z\"",
        "\"2026-11-23T12:00:00.000Z\"",
        "\"2026-11-23T12:00:00.1Z\"",
        "\"2026-11-23T12:00Z\"",
        "\"2026-11-23t12:00:00z\"",
        "\"2026-11-23T12:00:00+00:00\"",
        "\"ABCDEF\"",
        "\"abc\"",
        "\"ab cd\"",
        "\"0xab\"",
        "[".repeat(600) + "]".repeat(600),
        "[".repeat(100) + "]".repeat(100),
        "\"a\\u0000b\"",
        "\"a\\nb\""
    };
    private static final String[] BYTES = {
        "\uFEFF", "\u0000", "\r", "\t", " ", "\f", "\u00A0", "\u2028", "\u0085", "{", "}", "[", "\"", "\\", ",", "//",
        "/**/", "\n", "\n\n"
    };
    private static final byte[][] NOT_UTF8 = {
        {(byte) 0xff},
        {(byte) 0xc0, (byte) 0x80},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xc1, (byte) 0xbf},
        {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xe2, (byte) 0x82},
        {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80}
    };

    private final Random random;
    private final SampleLog log = new SampleLog(40);
    private final SampleLog larger = new SampleLog(300, log.signer());
    private final HeadSigner newer = HeadSigner.make(SampleLog.ORIGIN, SampleLog.NOW.plusSeconds(1), log.signer());
    private final HeadSigner impostor = HeadSigner.make(SampleLog.ORIGIN, SampleLog.NOW, null);
    private final HeadSigner stranger = HeadSigner.make("inst_other", SampleLog.NOW, null);
    private final List<Base> bases = new ArrayList<>();

    /** What is begun with. @param signer whose it is */
    private record Base(byte[] bundle, SampleLog log, HeadSigner signer) {}

    /** @param isAltered by somebody who cannot sign: it must be found */
    record Case(byte[] bundle, Trust trust, boolean isAltered) {}

    BundleFuzz(long seed) {
        random = new Random(seed);
        SampleLog rotated = new SampleLog(40, newer);
        List<LedgerKey> both = List.of(log.signer().key(), newer.key());
        List<LedgerKey> one = List.of(log.signer().key());
        Selection time = new Selection(Selection.Kind.TIME, null, SampleLog.NOW, SampleLog.NOW.plusMillis(7), null);
        add(log, log.manifest(0, 39));
        add(log, SampleLog.as(2, true, log.manifest(0, 39)));
        add(
                log,
                log.manifest(
                        new Selection(Selection.Kind.POST, "post_1", null, null, "ws_1"), one, 1, 1, 3, 8, 39, 39));
        add(
                log,
                SampleLog.as(
                        2,
                        true,
                        log.manifest(
                                new Selection(Selection.Kind.ACCOUNT, "acct_é", null, null, null), one, 5, 5, 7, 7)));
        add(log, log.manifest(new Selection(Selection.Kind.ERASURE, "erasure_1", null, null, null), one, 9, 9));
        add(log, log.manifest(new Selection(Selection.Kind.WORKSPACE, "ws_1", null, null, null), one, 10, 30));
        add(log, SampleLog.as(1, false, log.manifest(Selection.EVERYTHING, one, 0, 39)));
        add(log, log.manifest(time, one, 0, 6));
        add(log, log.manifest());
        add(log, SampleLog.as(2, true, log.manifest()));
        add(rotated, rotated.manifest(Selection.EVERYTHING, both, 0, 39));
        add(rotated, SampleLog.as(2, true, rotated.manifest(Selection.EVERYTHING, both, 20, 25)));
        add(larger, larger.manifest(Selection.EVERYTHING, one, 200, 299));
        add(larger, SampleLog.as(2, true, larger.manifest(Selection.EVERYTHING, one, 250, 260)));
    }

    private void add(SampleLog of, Manifest manifest) {
        bases.add(new Base(of.bundle(manifest), of, of.signer()));
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Case next() {
        Base base = any(bases);
        int kind = random.nextInt(28);
        byte[] bundle = kind < 22 ? base.bundle() : signed(base, kind);
        for (int times = kind < 22 ? 1 + random.nextInt(10) / 7 : 0; times > 0; times--) {
            bundle = changed(bundle, times > 1 ? random.nextInt(22) : kind);
        }
        return new Case(bundle, trust(base), kind < 22 && !what(bundle).equals(what(base.bundle())));
    }

    /** All but what only proves: a block proves as much twice or later, as long as there is one. */
    private static List<String> what(byte[] bundle) {
        return Arrays.stream(new String(bundle, StandardCharsets.ISO_8859_1).split("\n", -1))
                .filter(line -> !line.startsWith("{\"type\":\"block\"") && !line.startsWith("{\"type\":\"renderings\""))
                .toList();
    }

    private Trust trust(Base base) {
        List<LedgerKey> keys = new ArrayList<>();
        List<TreeHead> heads = new ArrayList<>();
        switch (random.nextInt(8)) {
            case 0 -> keys.add(base.signer().key());
            case 1 -> keys.add(log.signer().key());
            case 2 -> heads.add(base.log().head(base.log().size()));
            case 3 -> {
                keys.add(base.signer().key());
                heads.add(base.signer().head(base.log().size(), new byte[32], 1, SampleLog.NOW));
            }
            case 4 -> keys.add((random.nextBoolean() ? stranger : impostor).key());
            case 5 -> heads.add(impostor.head(base.log().size() - 1, new byte[random.nextInt(40)], 1, SampleLog.NOW));
            default -> {}
        }
        return new Trust(keys, heads);
    }

    // What anybody can do

    private byte[] changed(byte[] bundle, int kind) {
        List<byte[]> lines = lines(bundle);
        if (lines.isEmpty()) {
            return bundle;
        }
        int at = random.nextInt(lines.size());
        // The first two lines are few, and much hangs on them.
        int line = random.nextInt(4) == 0 ? Math.min(random.nextInt(2), lines.size() - 1) : at;
        switch (kind) {
            case 0 -> {
                byte[] flipped = bundle.clone();
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            }
            case 1 -> {
                byte[] altered = bundle.clone();
                altered[random.nextInt(altered.length)] = (byte) random.nextInt(256);
                return altered;
            }
            case 2 -> {
                return Arrays.copyOf(bundle, random.nextInt(bundle.length));
            }
            case 3 -> lines.remove(line);
            case 4 -> lines.add(at, lines.get(line));
            case 5 -> lines.add(at, lines.remove(line));
            case 6 -> {
                byte[] moved = lines.set(line, lines.get(at));
                lines.set(at, moved);
            }
            case 7 -> lines.add(at, any(lines(any(bases).bundle())));
            case 8 -> lines.set(line, field(lines.get(line), value -> VALUES[random.nextInt(VALUES.length)]));
            case 9 ->
                lines.set(
                        line,
                        field(lines.get(line), value -> value.replace("0", Integer.toString(random.nextInt(12)))));
            case 10 ->
                lines.set(line, text(lines.get(line), text -> inserted(text, text.indexOf(',') + 1, repeated(text))));
            case 11 -> lines.set(line, text(lines.get(line), this::withoutField));
            case 12 ->
                lines.set(
                        line,
                        text(
                                lines.get(line),
                                text -> inserted(
                                        text,
                                        text.length() - 1,
                                        ",\"note\":" + VALUES[random.nextInt(VALUES.length)])));
            case 13 ->
                lines.set(
                        line,
                        text(
                                lines.get(line),
                                text -> inserted(
                                        text, random.nextInt(text.length() + 1), BYTES[random.nextInt(BYTES.length)])));
            case 14 -> lines.set(line, joined(lines.get(line), NOT_UTF8[random.nextInt(NOT_UTF8.length)], random));
            case 15 -> lines.set(line, text(lines.get(line), this::escaped));
            case 16 -> lines.set(line, text(lines.get(line), text -> hexInCapitals(text)));
            case 17 -> {
                return switch (random.nextInt(8)) {
                    case 0 -> new byte[0];
                    case 1 -> gzip(bundle);
                    case 2 -> joined(List.of(bundle, any(bases).bundle()));
                    case 3 -> utf8(new String(bundle, StandardCharsets.UTF_8).replace("\n", "\r\n"));
                    case 4 -> joined(List.of(utf8("\uFEFF"), bundle));
                    case 5 -> new String(bundle, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
                    case 6 ->
                        utf8(new String(bundle, StandardCharsets.UTF_8)
                                .replace("\"format\":", "\"format\":" + random.nextInt(3)));
                    default -> joined(List.of(bundle, utf8(BYTES[random.nextInt(BYTES.length)])));
                };
            }
            case 18 ->
                lines.set(
                        line,
                        text(
                                lines.get(line),
                                text -> text.replaceAll(
                                        "\"(index|size|position|count|sequence)\":-?\\d+",
                                        "\"$1\":" + (random.nextBoolean() ? random.nextInt(300) : random.nextLong()))));
            case 19 -> lines.set(line, text(lines.get(line), this::altersSignature));
            case 20 ->
                lines.set(
                        line,
                        new String(lines.get(line), StandardCharsets.UTF_8)
                                .getBytes(
                                        random.nextBoolean()
                                                ? StandardCharsets.UTF_16LE
                                                : StandardCharsets.ISO_8859_1));
            default -> {
                List<byte[]> others = lines.subList(Math.min(2, lines.size()), lines.size());
                Collections.shuffle(others, random);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] one : lines) {
            bytes.writeBytes(one);
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    /** One of a line's fields, as a text. */
    private byte[] field(byte[] line, UnaryOperator<String> change) {
        return text(line, text -> {
            List<int[]> values = new ArrayList<>();
            Matcher matcher = Pattern.compile("\":(\"(?:[^\"\\\\]++|\\\\.)*+\"|-?\\d+|null|true|false)")
                    .matcher(text);
            while (matcher.find()) {
                values.add(new int[] {matcher.start(1), matcher.end(1)});
            }
            if (values.isEmpty()) {
                return text;
            }
            int[] at = any(values);
            return text.substring(0, at[0]) + change.apply(text.substring(at[0], at[1])) + text.substring(at[1]);
        });
    }

    private static byte[] text(byte[] line, UnaryOperator<String> change) {
        return utf8(change.apply(new String(line, StandardCharsets.UTF_8)));
    }

    private static String inserted(String text, int at, String more) {
        int place = Math.max(0, Math.min(at, text.length()));
        return text.substring(0, place) + more + text.substring(place);
    }

    /** A field again, of another value or the same. */
    private String repeated(String text) {
        String[] fields = text.replaceAll("[{}]", "").split(",");
        String one = fields[random.nextInt(fields.length)];
        return (random.nextBoolean()
                        ? one
                        : one.replaceAll(":.*", ":" + VALUES[random.nextInt(VALUES.length)].replace("$", "")))
                + ",";
    }

    private String withoutField(String text) {
        String[] fields = text.split(",(?=\")", -1);
        int gone = random.nextInt(fields.length);
        StringBuilder left = new StringBuilder();
        for (int i = 0; i < fields.length; i++) {
            if (i != gone) {
                left.append(left.length() == 0 ? "" : ",").append(fields[i]);
            }
        }
        return left.toString();
    }

    /** A character as an escape that says the same. */
    private String escaped(String text) {
        int at = random.nextInt(Math.max(1, text.length()));
        return text.isEmpty()
                ? text
                : text.substring(0, at)
                        + String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) text.charAt(at))
                        + text.substring(at + 1);
    }

    private String hexInCapitals(String text) {
        Matcher matcher = Pattern.compile("[0-9a-f]{16,}").matcher(text);
        List<String> found = matcher.results().map(MatchResult::group).toList();
        if (found.isEmpty()) {
            return text;
        }
        String one = any(found);
        return text.replace(
                one,
                random.nextBoolean()
                        ? one.toUpperCase(Locale.ROOT)
                        : random.nextBoolean() ? one.substring(1) : one + "00");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Signatures of the same that a lax verifier takes, and some that none may. */
    private String altersSignature(String text) {
        Matcher matcher = Pattern.compile("\"(?:signature|endorsement)\":\"([0-9a-f]{128})\"")
                .matcher(text);
        List<String> found = matcher.results().map(result -> result.group(1)).toList();
        if (found.isEmpty()) {
            return text;
        }
        String one = any(found);
        byte[] bytes = HexFormat.of().parseHex(one);
        switch (random.nextInt(5)) {
            case 0 -> System.arraycopy(plusOrder(Arrays.copyOfRange(bytes, 32, 64)), 0, bytes, 32, 32);
            case 1 -> Arrays.fill(bytes, 0, 32, (byte) 0);
            case 2 -> Arrays.fill(bytes, 32, 64, (byte) 0xff);
            case 3 -> bytes[31] ^= (byte) 0x80;
            default -> bytes = Arrays.copyOf(bytes, random.nextInt(100));
        }
        return text.replace(one, hex(bytes));
    }

    private static byte[] plusOrder(byte[] scalar) {
        byte[] big = new BigInteger(1, reversed(scalar)).add(ORDER).toByteArray();
        byte[] padded = new byte[32];
        System.arraycopy(
                big, Math.max(0, big.length - 32), padded, Math.max(0, 32 - big.length), Math.min(32, big.length));
        return reversed(padded);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static byte[] joined(byte[] line, byte[] more, Random random) {
        int at = random.nextInt(line.length + 1);
        return joined(List.of(Arrays.copyOf(line, at), more, Arrays.copyOfRange(line, at, line.length)));
    }

    private static byte[] joined(List<byte[]> pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pieces.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] bundle) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(bundle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<byte[]> lines(byte[] bundle) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < bundle.length; at++) {
            if (bundle[at] == '\n') {
                lines.add(Arrays.copyOfRange(bundle, from, at));
                from = at + 1;
            }
        }
        return lines;
    }

    // What only the installation can do

    /** A manifest of strange things, or strange events under a good one: all signed. */
    private byte[] signed(Base base, int kind) {
        if (kind == 22) {
            return strangeEvents();
        }
        List<byte[]> lines = lines(base.bundle());
        byte[] first = lines.get(0);
        for (int times = random.nextInt(2); times >= 0; times--) {
            first = switch (kind) {
                case 23, 24 -> field(first, value -> VALUES[random.nextInt(VALUES.length)]);
                case 25 -> text(first, text -> text.replaceAll("\"ranges\":.*", "\"ranges\":" + ranges() + "}"));
                case 26 ->
                    text(
                            first,
                            text -> text.replaceAll(
                                    "\"(size|position)\":-?\\d+",
                                    "\"$1\":" + (random.nextBoolean() ? random.nextInt(300) : random.nextLong())));
                default -> text(first, this::altersSignature);
            };
        }
        String text = new String(first, StandardCharsets.UTF_8);
        lines.set(0, first);
        lines.set(
                1,
                utf8(BundleText.writeSignature(
                        base.signer().key().id(), base.signer().sign(text + "\n"))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] one : lines) {
            bytes.writeBytes(one);
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    private String ranges() {
        StringBuilder ranges = new StringBuilder("[");
        long last = random.nextInt(3) - 1;
        BigInteger count = BigInteger.ZERO;
        for (int i = random.nextInt(6); i > 0; i--) {
            long to =
                    random.nextInt(9) == 0 ? VALUES_LAST[random.nextInt(VALUES_LAST.length)] : last + random.nextInt(9);
            ranges.append(ranges.length() > 1 ? "," : "")
                    .append('[')
                    .append(last)
                    .append(',')
                    .append(to)
                    .append(']');
            count = count.add(BigInteger.valueOf(to))
                    .subtract(BigInteger.valueOf(last))
                    .add(BigInteger.ONE);
            last = to + random.nextInt(3);
        }
        return ranges.append(']').toString();
    }

    private static final long[] VALUES_LAST = {Long.MAX_VALUE, Long.MAX_VALUE - 1, (1L << 62) - 1, 1L << 62, 1L << 53};

    private byte[] strangeEvents() {
        SampleLog strange = new SampleLog(0, log.signer());
        int size = 1 + random.nextInt(6);
        for (int i = 0; i < size; i++) {
            strange.add(new Leaf(
                    i == size - 1 && random.nextInt(4) == 0 ? Long.MAX_VALUE : i * 3L,
                    strangeText(),
                    random.nextBoolean() ? null : strangeText(),
                    random.nextInt(5) == 0 ? random.nextLong() : i,
                    strangeText(),
                    strangeText(),
                    random.nextBoolean() ? null : strangeText(),
                    random.nextBoolean() ? strangeText() : Instant.MAX.toString(),
                    strangeBytes(),
                    random.nextInt(5) == 0 ? null : strangeBytes()));
        }
        Manifest manifest = SampleLog.as(2, random.nextBoolean(), strange.manifest(0, size - 1));
        byte[] bundle = strange.bundle(manifest);
        return random.nextBoolean() ? bundle : changed(bundle, random.nextInt(22));
    }

    private String strangeText() {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "\u0000\u001f\u007f\u0080\u2028\uFEFF\\\"/";
            case 2 -> "🚲é" + random.nextInt(9);
            case 3 -> "\uFFFF\uD7FF\uE000";
            default -> "text-" + random.nextInt(9);
        };
    }

    private byte[] strangeBytes() {
        return switch (random.nextInt(12)) {
            case 0 -> new byte[0];
            case 1 -> NOT_UTF8[random.nextInt(NOT_UTF8.length)];
            case 2 -> utf8("\uFEFF{\"actor\":\"a\"}");
            case 3 -> "{\"actor\":\"a\"}".getBytes(StandardCharsets.UTF_16);
            case 4 -> utf8("{\"actor\":\"a\",\"actor\":\"b\"}");
            case 5 -> utf8("{\"actor\":\"\\ud800\"}");
            case 6 -> utf8("{\"x\":" + VALUES[random.nextInt(VALUES.length)] + ",\"actor\":\"a\"}");
            case 7 -> joined(List.of(utf8("{\"actor\":\"a"), NOT_UTF8[random.nextInt(NOT_UTF8.length)], utf8("\"}")));
            case 8 -> utf8("{\"actor\":\"" + BYTES[random.nextInt(BYTES.length)] + "\"}");
            case 9 -> utf8("{ \"actor\" : \"a\" }");
            case 10 -> utf8("{\"actor\":" + VALUES[random.nextInt(VALUES.length)] + "}");
            default -> utf8("{\"actor\":\"user:ü\",\"n\":" + random.nextInt() + "}");
        };
    }
}
