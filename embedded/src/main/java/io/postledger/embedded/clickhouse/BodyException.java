package io.postledger.embedded.clickhouse;

import com.clickhouse.client.api.ClientException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is not what its encoding says; apart from a connection that broke, which has no one to answer to. */
final class BodyException extends IOException {

    private static final long serialVersionUID = 1L;

    private BodyException(Exception cause) {
        super("the body cannot be decoded", cause);
    }

    /** The decoded body; what the decoder throws of its own comes as this exception. */
    static InputStream marking(HttpCompression encoding, InputStream raw) throws IOException {
        if (encoding == HttpCompression.NONE) {
            return raw;
        }
        try {
            return new Marking(encoding.decode(raw));
        } catch (IOException | RuntimeException broken) {
            throw new BodyException(broken);
        }
    }

    private static final class Marking extends FilterInputStream {

        Marking(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (ClientException | IOException broken) {
                throw new BodyException(broken);
            }
        }
    }
}
