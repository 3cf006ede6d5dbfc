package io.postledger.media;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.imaging.jpeg.JpegSegmentData;
import com.drew.imaging.jpeg.JpegSegmentMetadataReader;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.imaging.png.PngHeader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.lang.StreamReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.gif.GifHeaderDirectory;
import com.drew.metadata.gif.GifReader;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.jpeg.JpegReader;
import com.drew.metadata.webp.WebpDirectory;
import com.drew.metadata.webp.WebpRiffHandler;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells from bytes what a picture or video is; whoever sent them is not asked. metadata-extractor reads pictures, of which
 * it is given no more than the head that their shape stands in: it trusts lengths that files claim, and inflates what they
 * hold. Turns are read of JPEG (Exif) and of videos; the few PNG and WebP files that have one are told as stored.
 */
final class MediaProbe {
    private static final Map<FileType, String> PICTURES = Map.of(
            FileType.Jpeg, "image/jpeg",
            FileType.Png, "image/png",
            FileType.Gif, "image/gif",
            FileType.WebP, "image/webp");

    static final String MP4 = "video/mp4";
    static final String QUICKTIME = "video/quicktime";

    /** Enough for the header of each picture format but JPEG. */
    private static final int HEAD = 4_096;

    /** A JPEG's shape stands after whatever its camera added, which may be several megabytes. */
    private static final int JPEG_HEAD = 16 << 20;

    private static final int PNG_HEADER_AT = 16;
    private static final int PNG_HEADER_LENGTH = 13;
    private static final int WEBP_CHUNK_AT = 12;
    private static final int CHUNK_HEADER = 8;

    /** Of 14 bits; the two above them say how to enlarge it. */
    private static final int VP8_SIZE = 0x3fff;

    /** From this on, Exif's orientations turn a picture by a quarter. */
    private static final int FIRST_QUARTER_TURN = 5;

    /** Width and height in pixels, as shown. */
    record Shape(int width, int height, @Nullable Long durationMillis) {
        Shape turned() {
            return new Shape(height, width, durationMillis);
        }
    }

    private MediaProbe() {}

    /** The media type that the first bytes tell. Rejected: MEDIA_TYPE_NOT_ACCEPTED. */
    static String contentType(byte[] head) {
        FileType type = fileType(head);
        String picture = PICTURES.get(type);
        if (picture != null) {
            return picture;
        }
        if (type == FileType.Mp4 || type == FileType.QuickTime) {
            return new String(head, 8, 2, StandardCharsets.ISO_8859_1).equals("qt") ? QUICKTIME : MP4;
        }
        throw notAccepted();
    }

    private static FileType fileType(byte[] head) {
        if (head.length < 12) {
            return FileType.Unknown;
        }
        try {
            return FileTypeDetector.detectFileType(new ByteArrayInputStream(head, 0, Math.min(head.length, HEAD)));
        } catch (IOException e) {
            throw new IllegalStateException("A byte array is always readable", e);
        }
    }

    private static RejectedException notAccepted() {
        return new RejectedException(
                RejectionCode.MEDIA_TYPE_NOT_ACCEPTED,
                "Pictures are JPEG, PNG, GIF or WebP, videos MP4 or QuickTime; this is none of them");
    }

    /**
     * Rejected: MEDIA_UNREADABLE where the bytes are not what they begin as, MEDIA_TYPE_NOT_ACCEPTED where a video has no
     * picture.
     */
    static Shape shape(String contentType, InputStream bytes, long length) throws IOException {
        Shape shape = switch (contentType) {
            case "image/jpeg" -> jpeg(bytes);
            case "image/png" -> png(bytes.readNBytes(HEAD));
            case "image/gif" -> gif(bytes.readNBytes(HEAD));
            case "image/webp" -> webp(bytes.readNBytes(HEAD));
            default -> video(bytes, length);
        };
        if (shape.width() <= 0 || shape.height() <= 0) {
            throw unreadable();
        }
        return shape;
    }

    private static Shape video(InputStream bytes, long length) throws IOException {
        try {
            return new IsoMedia(bytes, length).shape().orElseThrow(MediaProbe::notAccepted);
        } catch (IsoMedia.MalformedException e) {
            throw unreadable();
        }
    }

    private static RejectedException unreadable() {
        return new RejectedException(
                RejectionCode.MEDIA_UNREADABLE, "The file is not whole, or is not what it begins as");
    }

    /** A picture's head, read by the library: no store is asked meanwhile, so whatever is thrown is the file's doing. */
    private interface Parsing {
        Shape parse() throws ImageProcessingException, MetadataException, IOException;
    }

    private static Shape parsed(Parsing parsing) {
        try {
            return parsing.parse();
        } catch (ImageProcessingException | MetadataException | IOException | RuntimeException e) {
            throw unreadable();
        }
    }

    private static Shape jpeg(InputStream bytes) throws IOException {
        List<JpegSegmentMetadataReader> readers = List.of(new JpegReader(), new ExifReader());
        Set<JpegSegmentType> needed = new HashSet<>();
        readers.forEach(reader -> reader.getSegmentTypes().forEach(needed::add));
        JpegSegmentData segments;
        try {
            segments = JpegSegmentReader.readSegments(new StreamReader(new Head(bytes, JPEG_HEAD)), needed);
        } catch (JpegProcessingException | EOFException e) {
            throw unreadable();
        }
        return parsed(() -> {
            Metadata metadata = new Metadata();
            JpegMetadataReader.processJpegSegmentData(metadata, readers, segments);
            Shape stored =
                    shape(metadata, JpegDirectory.class, JpegDirectory.TAG_IMAGE_WIDTH, JpegDirectory.TAG_IMAGE_HEIGHT);
            ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer orientation = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return orientation != null && orientation >= FIRST_QUARTER_TURN ? stored.turned() : stored;
        });
    }

    private static Shape png(byte[] head) {
        return parsed(() -> {
            PngHeader header =
                    new PngHeader(Arrays.copyOfRange(head, PNG_HEADER_AT, PNG_HEADER_AT + PNG_HEADER_LENGTH));
            return new Shape(header.getImageWidth(), header.getImageHeight(), null);
        });
    }

    private static Shape gif(byte[] head) {
        return parsed(() -> {
            Metadata metadata = new Metadata();
            new GifReader().extract(new SequentialByteArrayReader(head), metadata);
            return shape(
                    metadata,
                    GifHeaderDirectory.class,
                    GifHeaderDirectory.TAG_IMAGE_WIDTH,
                    GifHeaderDirectory.TAG_IMAGE_HEIGHT);
        });
    }

    /** The first chunk has the size, whichever of the three kinds it is. */
    private static Shape webp(byte[] head) {
        return parsed(() -> {
            String kind = new String(head, WEBP_CHUNK_AT, 4, StandardCharsets.ISO_8859_1);
            int length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(WEBP_CHUNK_AT + 4);
            int from = WEBP_CHUNK_AT + CHUNK_HEADER;
            if (!kind.startsWith("VP8") || length < 0) {
                throw unreadable();
            }
            Metadata metadata = new Metadata();
            new WebpRiffHandler(metadata)
                    .processChunk(kind, Arrays.copyOfRange(head, from, from + Math.min(length, head.length - from)));
            Shape shape =
                    shape(metadata, WebpDirectory.class, WebpDirectory.TAG_IMAGE_WIDTH, WebpDirectory.TAG_IMAGE_HEIGHT);
            return kind.equals(WebpDirectory.CHUNK_VP8)
                    ? new Shape(shape.width() & VP8_SIZE, shape.height() & VP8_SIZE, null)
                    : shape;
        });
    }

    private static <D extends Directory> Shape shape(Metadata metadata, Class<D> kind, int width, int height)
            throws MetadataException {
        D directory = metadata.getFirstDirectoryOfType(kind);
        if (directory == null) {
            throw unreadable();
        }
        return new Shape(directory.getInt(width), directory.getInt(height), null);
    }

    /** A stream's first bytes, and then its end. */
    private static final class Head extends FilterInputStream {
        private long left;

        Head(InputStream bytes, long length) {
            super(bytes);
            left = length;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? in.read() : -1;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = in.read(into, offset, (int) Math.min(count, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(Math.min(count, Math.max(0, left)));
            left -= skipped;
            return skipped;
        }
    }
}
