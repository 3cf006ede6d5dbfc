package io.postledger.platform.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The body of a request, read once as it goes out.
 *
 * @param length in bytes
 * @param bytes gives exactly so many
 */
public record WireBody(String contentType, long length, Source bytes) {

    /** Opens a body's bytes. */
    public interface Source {
        InputStream open() throws IOException;
    }

    public static WireBody text(String contentType, String text) {
        return bytes(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    public static WireBody bytes(String contentType, byte[] bytes) {
        return new WireBody(contentType, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /** So many bytes of a longer stream; a stream that ends before is an error. */
    public static WireBody part(String contentType, long length, Source source) {
        return new WireBody(contentType, length, () -> new ExactInputStream(source.open(), length));
    }

    /** A multipart/form-data body (RFC 7578): the fields in order, then the file. */
    public static WireBody form(Map<String, String> fields, String fileField, String fileName, WireBody file) {
        String boundary = "postledger-" + UUID.randomUUID();
        StringBuilder head = new StringBuilder();
        fields.forEach((name, value) -> head.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                + name + "\"\r\n\r\n" + value + "\r\n"));
        head.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + fileField + "\"; filename=\""
                + fileName + "\"\r\nContent-Type: " + file.contentType() + "\r\n\r\n");
        byte[] before = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] after = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return new WireBody(
                "multipart/form-data; boundary=" + boundary, before.length + file.length() + after.length, () -> {
                    List<InputStream> parts = new ArrayList<>();
                    parts.add(new ByteArrayInputStream(before));
                    parts.add(file.bytes().open());
                    parts.add(new ByteArrayInputStream(after));
                    return new SequenceInputStream(Collections.enumeration(parts));
                });
    }
}
