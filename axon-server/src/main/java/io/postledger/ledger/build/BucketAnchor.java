package io.postledger.ledger.build;

import io.postledger.ledger.BundleReader;
import io.postledger.ledger.BundleText;
import io.postledger.ledger.LedgerKey;
import io.postledger.ledger.TreeHead;
import io.postledger.ledger.Trust;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of an S3-compatible store: an object for each head, with the keys, never written twice. With object lock nobody takes one away.
 * Credentials and region are found as Amazon's own tools find them.
 */
final class BucketAnchor implements Anchor {
    /** Newest objects that are read: their heads vouch for those before. */
    private static final int MOST_READ = 20;

    private final S3Client store;
    private final URI place;
    private final String bucket;
    private final String prefix;

    /**
     * @param place {@code s3://BUCKET/PREFIX}
     * @param endpoint of the store; null for Amazon's
     */
    BucketAnchor(URI place, @Nullable URI endpoint) {
        this.place = place;
        bucket = place.getAuthority();
        String path = place.getPath().replaceFirst("^/+", "");
        prefix = path.isEmpty() || path.endsWith("/") ? path : path + "/";
        S3ClientBuilder builder = S3Client.builder();
        if (endpoint != null) {
            // Other stores than Amazon's have no regions, and no host for each bucket.
            builder.endpointOverride(endpoint).region(Region.US_EAST_1).forcePathStyle(true);
        }
        store = builder.build();
    }

    @Override
    public String place() {
        return place.toString();
    }

    @Override
    public void keep(List<LedgerKey> keys, TreeHead head) throws IOException {
        // Names sort as sizes do, so that the newest come last.
        String name = prefix + String.format(Locale.ROOT, "head-%019d.ndjson", head.size());
        String lines = Stream.concat(keys.stream().map(BundleText::write), Stream.of(BundleText.write(head)))
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            store.putObject(request -> request.bucket(bucket).key(name), RequestBody.fromString(lines));
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Trust read() throws IOException {
        try {
            List<String> names = store
                    .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + "head-"))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .sorted()
                    .toList();
            List<LedgerKey> keys = new ArrayList<>();
            List<TreeHead> heads = new ArrayList<>();
            for (String name : names.subList(Math.max(0, names.size() - MOST_READ), names.size())) {
                Trust kept = BundleReader.readTrust(
                        store.getObjectAsBytes(request -> request.bucket(bucket).key(name))
                                .asUtf8String()
                                .lines()
                                .toList());
                keys.addAll(kept.keys());
                heads.addAll(kept.heads());
            }
            return new Trust(keys, heads);
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
