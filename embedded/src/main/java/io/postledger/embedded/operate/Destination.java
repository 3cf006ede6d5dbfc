package io.postledger.embedded.operate;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an export goes to: files by name. */
interface Destination extends AutoCloseable {
    /** What is there under a name. */
    Optional<byte[]> read(String name) throws IOException;

    /** Puts a whole file there, or replaces it; after a crash there is the one or the other, never a piece. */
    void put(String name, Path file) throws IOException;

    @Override
    void close();

    /**
     * @param place a folder, or {@code s3://BUCKET/PREFIX}
     * @param endpoint of the S3-compatible store; null for Amazon's
     */
    static Destination at(String place, @Nullable URI endpoint) throws OperatorException {
        return place.startsWith("s3://")
                ? new BucketDestination(URI.create(place), endpoint)
                : new FolderDestination(Path.of(place));
    }
}
