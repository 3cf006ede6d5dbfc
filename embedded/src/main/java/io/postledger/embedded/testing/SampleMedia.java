package io.postledger.embedded.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures and videos for tests and trials, made on the spot; the same arguments give the same bytes. */
public final class SampleMedia {

    private static final int TIMESCALE = 1_000;

    private SampleMedia() {}

    /** @param format {@code jpeg}, {@code png} or {@code gif} */
    public static byte[] picture(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            image.setRGB(x, x % height, 0x3366cc);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("No writer of " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** An MP4 with an index and random media: enough for all that looks at files, nothing for a player. */
    public static byte[] video(int width, int height, Duration duration, int mediaBytes) {
        byte[] media = new byte[mediaBytes];
        new Random(mediaBytes).nextBytes(media);
        return join(
                box("ftyp", text("isom"), ints(512), text("isommp41")),
                box("mdat", media),
                index(width, height, 0, duration));
    }

    /** The same as a phone films upright: stored lying, with a note to turn it by a quarter. */
    public static byte[] turnedVideo(int storedWidth, int storedHeight, Duration duration) {
        return join(
                box("ftyp", text("qt  "), ints(512), text("qt  ")),
                index(storedWidth, storedHeight, 1 << 16, duration),
                box("mdat", new byte[64]));
    }

    private static byte[] index(int width, int height, int turn, Duration duration) {
        int units = Math.toIntExact(duration.toMillis() * TIMESCALE / 1_000);
        int upright = turn == 0 ? 1 << 16 : 0;
        byte[] matrix = ints(upright, turn, 0, -turn, upright, 0, 0, 0, 1 << 30);
        byte[] movieHeader =
                box("mvhd", ints(0, 0, 0, TIMESCALE, units, 1 << 16, 0, 0, 0), matrix, ints(0, 0, 0, 0, 0, 0, 2));
        byte[] trackHeader =
                box("tkhd", ints(3, 0, 0, 1, 0, units, 0, 0, 0, 0), matrix, ints(width << 16, height << 16));
        byte[] handler = box("hdlr", ints(0, 0), text("vide"), ints(0, 0, 0), new byte[1]);
        return box("moov", movieHeader, box("trak", trackHeader, box("mdia", handler)));
    }

    private static byte[] box(String type, byte[]... parts) {
        byte[] content = join(parts);
        return join(ints(8 + content.length), text(type), content);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] ints(int... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            for (int value : values) {
                out.writeInt(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
