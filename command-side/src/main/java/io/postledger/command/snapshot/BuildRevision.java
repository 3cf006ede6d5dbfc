package io.postledger.command.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Which code a snapshot was taken by: a hash over the classes of the command side and of its messages. What an aggregate's events
 * come to depends on all of them, and a number that somebody must remember to raise would one day not be raised.
 */
final class BuildRevision {
    private static final String[] CODE = {
        "classpath*:io/postledger/command/**/*.class", "classpath*:io/postledger/api/**/*.class"
    };
    private static final int HEX_DIGITS = 16;

    private BuildRevision() {}

    static String compute() {
        PathMatchingResourcePatternResolver classpath = new PathMatchingResourcePatternResolver();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Resource[] classes = Arrays.stream(CODE)
                    .flatMap(pattern -> find(classpath, pattern))
                    .sorted(Comparator.comparing(BuildRevision::path))
                    .toArray(Resource[]::new);
            for (Resource one : classes) {
                try (InputStream bytes = new DigestInputStream(one.getInputStream(), digest)) {
                    bytes.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static Stream<Resource> find(PathMatchingResourcePatternResolver classpath, String pattern) {
        try {
            return Arrays.stream(classpath.getResources(pattern));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the package on: where the product was unpacked to is not part of it. */
    private static String path(Resource one) {
        try {
            String url = one.getURL().toString();
            return url.substring(url.lastIndexOf("io/postledger/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
