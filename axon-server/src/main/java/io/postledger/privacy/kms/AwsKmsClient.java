package io.postledger.privacy.kms;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/**
 * Keys of Amazon's key service: {@code aws-kms://arn:aws:kms:REGION:ACCOUNT:key/ID}, as Tink's own client has it. What is
 * published of that needs Amazon's first SDK, whose support has ended; this is on the second, which the product has for buckets.
 *
 * <p>Credentials are found as Amazon's own tools find them, or are the default profile of a file. So is another address of the
 * service ({@code AWS_ENDPOINT_URL_KMS}).
 */
public final class AwsKmsClient implements KmsClient {
    private static final String PREFIX = "aws-kms://";
    private static final Duration LONGEST_TRY = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final AwsCredentialsProvider credentials;

    /** With credentials as Amazon's own tools find them. */
    public AwsKmsClient() {
        this(DefaultCredentialsProvider.builder().build());
    }

    private AwsKmsClient(AwsCredentialsProvider credentials) {
        this.credentials = credentials;
    }

    @Override
    public boolean doesSupport(String uri) {
        return uri.startsWith(PREFIX);
    }

    @Override
    public KmsClient withCredentials(String file) {
        ProfileFile profiles = ProfileFile.builder()
                .content(Path.of(file))
                .type(ProfileFile.Type.CREDENTIALS)
                .build();
        return new AwsKmsClient(
                ProfileCredentialsProvider.builder().profileFile(profiles).build());
    }

    @Override
    public KmsClient withDefaultCredentials() {
        return new AwsKmsClient();
    }

    /** @throws GeneralSecurityException where the URI is none of a key with a region */
    @Override
    public Aead getAead(String uri) throws GeneralSecurityException {
        String key = uri.substring(PREFIX.length());
        String region = Arn.tryFromString(key)
                .flatMap(Arn::region)
                .orElseThrow(
                        () -> new GeneralSecurityException("A key of Amazon is arn:aws:kms:REGION:ACCOUNT:key/ID"));
        return new AwsKey(
                software.amazon.awssdk.services.kms.KmsClient.builder()
                        .region(Region.of(region))
                        .credentialsProvider(credentials)
                        .overrideConfiguration(calls ->
                                calls.apiCallAttemptTimeout(LONGEST_TRY).apiCallTimeout(LONGEST))
                        .build(),
                key);
    }
}
