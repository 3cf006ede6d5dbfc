package io.postledger.embedded.operate;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Below a prefix in a bucket, which must be there. Credentials and region are found as Amazon's own tools find them. */
final class BucketDestination implements Destination {
    private final S3Client store;
    private final String bucket;
    private final String prefix;

    BucketDestination(URI place, @Nullable URI endpoint) throws OperatorException {
        bucket = place.getAuthority();
        String path = place.getPath().replaceFirst("^/+", "");
        prefix = path.isEmpty() || path.endsWith("/") ? path : path + "/";
        try {
            S3ClientBuilder builder = S3Client.builder();
            if (endpoint != null) {
                // Other stores than Amazon's have no regions, and no host for each bucket.
                builder.endpointOverride(endpoint).region(Region.US_EAST_1).forcePathStyle(true);
            }
            store = builder.build();
        } catch (SdkException e) {
            throw new OperatorException("The store of " + place + " cannot be used: " + e.getMessage());
        }
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(
                    store.getObjectAsBytes(request -> request.bucket(bucket).key(prefix + name))
                            .asByteArray());
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void put(String name, Path file) throws IOException {
        try {
            store.putObject(request -> request.bucket(bucket).key(prefix + name), file);
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
