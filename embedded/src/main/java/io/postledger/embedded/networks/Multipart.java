package io.postledger.embedded.networks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;

/**
 * A multipart/form-data body, read by Jetty.
 *
 * @param fields parts without a file name, as text
 * @param files parts with one
 */
public record Multipart(Map<String, String> fields, Map<String, File> files, MultiPartFormData.Parts parts)
        implements AutoCloseable {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final int MAX_PARTS = 20;

    /** A part with a file name. */
    public record File(String name, String contentType, long length, MultiPart.Part part) {

        public InputStream open() {
            return Content.Source.asInputStream(part.createContentSource());
        }
    }

    /** @throws IOException when the body is not what its Content-Type says */
    static Multipart of(Call call) throws IOException {
        Matcher boundary = BOUNDARY.matcher(call.header("Content-Type").orElse(""));
        if (!call.mediaType().equals("multipart/form-data") || !boundary.find()) {
            throw new IOException("not multipart/form-data with a boundary");
        }
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary.group(1));
        parser.setMaxParts(MAX_PARTS);
        parser.setMaxLength(Body.MAX);
        parser.setMaxFileSize(Body.MAX);
        parser.setMaxMemoryFileSize(Body.MAX_IN_MEMORY);
        if (call.content().isLarge()) {
            parser.setFilesDirectory(call.content().fileOrNull().getParent());
        }
        try (InputStream in = call.content().open()) {
            return of(parser.parse(Content.Source.from(in)).join());
        } catch (CompletionException e) {
            throw new IOException("malformed multipart/form-data", e.getCause());
        }
    }

    private static Multipart of(MultiPartFormData.Parts parts) {
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, File> files = new LinkedHashMap<>();
        for (MultiPart.Part part : parts) {
            if (part.getFileName() == null) {
                fields.put(part.getName(), part.getContentAsString(StandardCharsets.UTF_8));
            } else {
                String type = part.getHeaders().get("Content-Type");
                files.put(
                        part.getName(), new File(part.getFileName(), type == null ? "" : type, part.getLength(), part));
            }
        }
        return new Multipart(fields, files, parts);
    }

    @Override
    public void close() {
        parts.close();
    }
}
