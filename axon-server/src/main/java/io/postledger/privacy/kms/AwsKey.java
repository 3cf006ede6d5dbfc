package io.postledger.privacy.kms;

import com.google.crypto.tink.Aead;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/** A key of Amazon's key service. What is associated is the encryption context, as Tink's own client has it. */
final class AwsKey implements Aead {
    private static final int SERVER_ERRORS = 500;

    private final KmsClient service;
    private final String key;

    AwsKey(KmsClient service, String key) {
        this.service = service;
        this.key = key;
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws KeyServiceException {
        return ask(
                "encrypt",
                () -> service.encrypt(request -> request.keyId(key)
                                .plaintext(SdkBytes.fromByteArray(plaintext))
                                .encryptionContext(context(associatedData)))
                        .ciphertextBlob());
    }

    /** With this key only: the service would otherwise open what any key sealed that these credentials may use. */
    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws KeyServiceException {
        return ask(
                "decrypt",
                () -> service.decrypt(request -> request.keyId(key)
                                .ciphertextBlob(SdkBytes.fromByteArray(ciphertext))
                                .encryptionContext(context(associatedData)))
                        .plaintext());
    }

    private static byte[] ask(String what, Supplier<SdkBytes> call) throws KeyServiceException {
        try {
            return call.get().asByteArray();
        } catch (KmsException e) {
            if (e.statusCode() >= SERVER_ERRORS || e.isThrottlingException()) {
                throw KeyServiceException.away("Amazon's key service did not " + what + ": HTTP " + e.statusCode(), e);
            }
            throw KeyServiceException.refused(
                    "Amazon's key service refuses to " + what + ": "
                            + e.awsErrorDetails().errorCode(),
                    e);
        } catch (SdkException e) {
            throw KeyServiceException.away("Amazon's key service did not " + what + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> context(byte[] associatedData) {
        return Map.of("associatedData", HexFormat.of().formatHex(associatedData));
    }
}
