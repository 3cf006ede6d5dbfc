package io.postledger.media;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Size and duration of an MP4 or QuickTime file (ISO/IEC 14496-12), read in one pass that skips the pictures themselves.
 * Written here because metadata-extractor takes a box's claimed length for an array's, up to two gigabytes, and tells a
 * video's size before it is turned. Nothing is read here but fixed fields of three kinds of boxes.
 */
final class IsoMedia {
    /** More than any honest file has before and in its index; a file of empty boxes would keep us busy. */
    private static final int MOST_BOXES = 100_000;

    private static final int BOX_HEADER = 8;
    private static final int LARGE_BOX_HEADER = 16;

    private static final int MOOV = type("moov");
    private static final int MVHD = type("mvhd");
    private static final int MVEX = type("mvex");
    private static final int MEHD = type("mehd");
    private static final int TRAK = type("trak");
    private static final int TKHD = type("tkhd");
    private static final int MDIA = type("mdia");
    private static final int HDLR = type("hdlr");
    private static final int MDAT = type("mdat");
    private static final int VIDE = type("vide");

    /** The file's boxes do not fit into each other, or end before they should. */
    static final class MalformedException extends Exception {
        MalformedException(String message) {
            super(message);
        }
    }

    private final DataInputStream in;
    private final long length;
    private long position;
    private int boxes;

    private boolean hasIndex;
    private boolean hasMedia;
    private long timescale;
    private long duration;
    private int trackWidth;
    private int trackHeight;
    private boolean trackIsVideo;
    private MediaProbe.@Nullable Shape video;

    IsoMedia(InputStream in, long length) {
        this.in = new DataInputStream(in);
        this.length = length;
    }

    /** Of the first video track, as shown; empty where there is none. */
    Optional<MediaProbe.Shape> shape() throws IOException, MalformedException {
        try {
            children(length, 0);
        } catch (MalformedException e) {
            // Cameras append what is no box. Whoever reads a film stops before that too.
            if (!hasIndex || !hasMedia) {
                throw e;
            }
        }
        if (!hasIndex) {
            throw new MalformedException("no index");
        }
        return Optional.ofNullable(video)
                .map(shape -> new MediaProbe.Shape(shape.width(), shape.height(), durationMillis()));
    }

    private void children(long end, int parent) throws IOException, MalformedException {
        while (end - position >= BOX_HEADER) {
            long start = position;
            long size = Integer.toUnsignedLong(in.readInt());
            int type = in.readInt();
            position += BOX_HEADER;
            if (size == 1 && end - position >= LARGE_BOX_HEADER - BOX_HEADER) {
                size = in.readLong();
                position += LARGE_BOX_HEADER - BOX_HEADER;
            } else if (size == 0) {
                size = end - start;
            }
            if (size < position - start || size > end - start || ++boxes > MOST_BOXES) {
                throw new MalformedException("a box that does not fit");
            }
            box(type, start + size, parent);
            in.skipNBytes(start + size - position);
            position = start + size;
            hasIndex |= type == MOOV;
            hasMedia |= type == MDAT;
        }
    }

    private void box(int type, long end, int parent) throws IOException, MalformedException {
        if (type == MOOV && parent == 0 || type == MVEX && parent == MOOV || type == MDIA && parent == TRAK) {
            children(end, type);
        } else if (type == TRAK && parent == MOOV) {
            trackIsVideo = false;
            children(end, type);
            if (trackIsVideo && video == null && trackWidth > 0 && trackHeight > 0) {
                video = new MediaProbe.Shape(trackWidth, trackHeight, null);
            }
        } else if (type == MVHD && parent == MOOV) {
            movieHeader(end);
        } else if (type == MEHD && parent == MVEX) {
            // Of a film in fragments, whose own header says 0.
            duration = next(1, end)[0] == 1 ? longAt(3, end) : intAt(3, end);
        } else if (type == TKHD && parent == TRAK) {
            trackHeader(end);
        } else if (type == HDLR && parent == MDIA) {
            trackIsVideo = ByteBuffer.wrap(next(12, end)).getInt(8) == VIDE;
        }
    }

    private void movieHeader(long end) throws IOException, MalformedException {
        boolean large = next(1, end)[0] == 1;
        timescale = intAt(large ? 19 : 11, end);
        duration = large ? longAt(0, end) : intAt(0, end);
    }

    private void trackHeader(long end) throws IOException, MalformedException {
        next(next(1, end)[0] == 1 ? 35 : 23, end);
        // Reserved, layer, group, volume, reserved; then the matrix a b u c d v x y w; then 16.16 fixed point.
        ByteBuffer header = ByteBuffer.wrap(next(16 + 36 + 8, end));
        int width = header.getInt(52) >>> 16;
        int height = header.getInt(56) >>> 16;
        boolean quarterTurn = header.getInt(16) == 0 && header.getInt(20) != 0;
        trackWidth = quarterTurn ? height : width;
        trackHeight = quarterTurn ? width : height;
    }

    private byte[] next(int count, long end) throws IOException, MalformedException {
        if (end - position < count) {
            throw new MalformedException("a box that is too short");
        }
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        position += count;
        return bytes;
    }

    private long intAt(int skipped, long end) throws IOException, MalformedException {
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(next(skipped + Integer.BYTES, end)).getInt(skipped));
    }

    private long longAt(int skipped, long end) throws IOException, MalformedException {
        return ByteBuffer.wrap(next(skipped + Long.BYTES, end)).getLong(skipped);
    }

    /** Null where the file does not tell: 0, all bits set, or no time scale. */
    private @Nullable Long durationMillis() {
        boolean told = timescale > 0 && duration > 0 && duration != 0xffffffffL && duration < Long.MAX_VALUE / 1_000;
        return told ? Math.round(duration * 1_000.0 / timescale) : null;
    }

    private static int type(String name) {
        int type = 0;
        for (char letter : name.toCharArray()) {
            type = type << 8 | letter;
        }
        return type;
    }
}
