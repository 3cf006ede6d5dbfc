package io.postledger.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.embedded.testing.SampleMedia;
import io.postledger.media.MediaProbe.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaProbeTest {
    /** What cwebp makes of two pixels by one. */
    private static final byte[] WEBP = HexFormat.of()
            .parseHex("524946462c0000005745425056503820200000009001009d012a02000100"
                    + "02003425a40002e759b60000feb855e17bdbb7400000");

    private static Shape shape(byte[] file) throws IOException {
        return MediaProbe.shape(MediaProbe.contentType(file), new ByteArrayInputStream(file), file.length);
    }

    private static void assertRefused(RejectionCode code, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif"})
    void givenPicture_whenRead_thenTypeAndSize(String format) throws IOException {
        byte[] file = SampleMedia.picture(format, 320, 200);

        assertThat(MediaProbe.contentType(file)).isEqualTo("image/" + format);
        assertThat(shape(file)).isEqualTo(new Shape(320, 200, null));
    }

    @Test
    void givenWebp_whenRead_thenTypeAndSize() throws IOException {
        assertThat(MediaProbe.contentType(WEBP)).isEqualTo("image/webp");
        assertThat(shape(WEBP)).isEqualTo(new Shape(2, 1, null));
    }

    /** A JPEG with an Exif segment that says how it was held, where cameras put it. */
    private static byte[] held(int orientation) {
        byte[] jpeg = SampleMedia.picture("jpeg", 320, 200);
        ByteBuffer exif = ByteBuffer.allocate(36).order(ByteOrder.BIG_ENDIAN);
        exif.putShort((short) 0xffe1).putShort((short) 34);
        exif.put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8);
        exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        exif.putShort((short) orientation).putShort((short) 0).putInt(0);
        return ByteBuffer.allocate(jpeg.length + exif.capacity())
                .put(jpeg, 0, 2)
                .put(exif.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    @Test
    void givenPictureTakenUpright_whenRead_thenSizeAsShown() throws IOException {
        assertThat(shape(held(1))).isEqualTo(new Shape(320, 200, null));
        assertThat(shape(held(3))).isEqualTo(new Shape(320, 200, null));
        assertThat(shape(held(6))).isEqualTo(new Shape(200, 320, null));
        assertThat(shape(held(8))).isEqualTo(new Shape(200, 320, null));
    }

    @Test
    void givenVideo_whenRead_thenTypeSizeAndDuration() throws IOException {
        byte[] file = SampleMedia.video(1080, 1920, Duration.ofMillis(12_345), 5_000);

        assertThat(MediaProbe.contentType(file)).isEqualTo("video/mp4");
        assertThat(shape(file)).isEqualTo(new Shape(1080, 1920, 12_345L));
    }

    @Test
    void givenVideoFilmedUpright_whenRead_thenSizeAsShown() throws IOException {
        byte[] file = SampleMedia.turnedVideo(1920, 1080, Duration.ofSeconds(3));

        assertThat(MediaProbe.contentType(file)).isEqualTo("video/quicktime");
        assertThat(shape(file)).isEqualTo(new Shape(1080, 1920, 3_000L));
    }

    @Test
    void givenAnythingElse_whenRead_thenItsTypeIsRefused() {
        for (String head : new String[] {
            "",
            "x",
            "%PDF-1.7 and more of it",
            "PK\3\4 a zip, and more",
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "<!doctype html><script>alert(1)</script>",
            "\0\0\0\30ftypheic and more",
            "RIFF1234WAVEfmt and more"
        }) {
            assertRefused(
                    RejectionCode.MEDIA_TYPE_NOT_ACCEPTED,
                    () -> MediaProbe.contentType(head.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    @Test
    void givenSoundInAVideosClothes_whenRead_thenItsTypeIsRefused() {
        byte[] file = SampleMedia.video(1080, 1920, Duration.ofSeconds(1), 100);
        int handler = new String(file, StandardCharsets.ISO_8859_1).indexOf("vide");
        System.arraycopy("soun".getBytes(StandardCharsets.US_ASCII), 0, file, handler, 4);

        assertRefused(RejectionCode.MEDIA_TYPE_NOT_ACCEPTED, () -> shape(file));
    }

    @Test
    void givenFileThatEndsEarly_whenRead_thenUnreadable() {
        byte[] video = SampleMedia.turnedVideo(1920, 1080, Duration.ofSeconds(3));
        byte[] jpeg = SampleMedia.picture("jpeg", 320, 200);

        assertRefused(RejectionCode.MEDIA_UNREADABLE, () -> shape(Arrays.copyOf(video, video.length - 1)));
        assertRefused(RejectionCode.MEDIA_UNREADABLE, () -> shape(Arrays.copyOf(video, 100)));
        assertRefused(RejectionCode.MEDIA_UNREADABLE, () -> shape(Arrays.copyOf(jpeg, 100)));
        assertRefused(RejectionCode.MEDIA_UNREADABLE, () -> shape(Arrays.copyOf(WEBP, 20)));
    }

    @Test
    void givenBoxThatClaimsTwoGigabytes_whenRead_thenUnreadable() {
        byte[] file = SampleMedia.video(1080, 1920, Duration.ofSeconds(1), 100);
        int header = new String(file, StandardCharsets.ISO_8859_1).indexOf("tkhd");
        ByteBuffer.wrap(file).putInt(header - 4, Integer.MAX_VALUE);

        // Its media is whole, so that only the index is at fault.
        assertThatThrownBy(() -> shape(file)).isInstanceOf(RejectedException.class);
    }

    /** Whatever is done to a file, it is told or refused; nothing else is thrown, and nothing hangs. */
    @Test
    void givenDamagedFiles_whenRead_thenToldOrRefused() throws IOException {
        Random random = new Random(7);
        byte[][] files = {
            held(6),
            SampleMedia.picture("png", 64, 64),
            SampleMedia.picture("gif", 64, 64),
            WEBP,
            SampleMedia.video(64, 64, Duration.ofSeconds(1), 200),
            SampleMedia.turnedVideo(64, 64, Duration.ofSeconds(1))
        };
        int told = 0;
        for (int round = 0; round < 6_000; round++) {
            byte[] file = files[round % files.length].clone();
            for (int hit = 0; hit < 1 + round % 4; hit++) {
                file[random.nextInt(Math.min(file.length, 400))] = (byte) random.nextInt(256);
            }
            try {
                Shape shape = shape(file);
                assertThat(shape.width()).isPositive();
                told++;
            } catch (RejectedException refused) {
                assertThat(refused.code()).isIn(RejectionCode.MEDIA_TYPE_NOT_ACCEPTED, RejectionCode.MEDIA_UNREADABLE);
            }
        }
        assertThat(told).isBetween(1_000, 5_900);
    }
}
