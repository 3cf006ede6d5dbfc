package io.postledger.privacy;

/** The master keys are where they should be, and a key service that has sealed them does not open them now. Nothing is lost. */
final class MasterKeysSealedException extends MasterKeyException {
    private static final long serialVersionUID = 1L;

    private static final String NOT_LOST =
            " No key is lost by that, and nothing that is encrypted: what people wrote, and their"
                    + " names, cannot be read until the service opens the keys, and are as they were then.";

    private MasterKeysSealedException(String code, String sentence, String action, Throwable cause) {
        super(code, sentence + NOT_LOST, action, cause);
    }

    static MasterKeysSealedException away(String uri, Throwable cause) {
        return new MasterKeysSealedException(
                "MASTER_KEY_SERVICE_AWAY",
                "The key service of " + uri + " cannot be asked. " + cause.getMessage() + ".",
                "Start the product again when the service answers. Leave the file of"
                        + " postledger.security.personal-key-file as it is.",
                cause);
    }

    static MasterKeysSealedException refused(String uri, Throwable cause) {
        return new MasterKeysSealedException(
                "MASTER_KEY_SERVICE_REFUSES",
                "The key service of " + uri + " does not let its key be used. " + cause.getMessage() + ".",
                "Check postledger.security.personal-key-uri, the credentials, and what the service allows them: to encrypt and"
                        + " to decrypt. Where the key was changed in the service, let it open again what it sealed before."
                        + " Leave the file of postledger.security.personal-key-file as it is.",
                cause);
    }

    static MasterKeysSealedException unknown(String uri, Throwable cause) {
        return new MasterKeysSealedException(
                "MASTER_KEY_SERVICE_UNKNOWN",
                uri + " is none of a key that this product can use. " + cause.getMessage() + ".",
                "Set postledger.security.personal-key-uri as docs/settings.md has it. A cloud that is not mentioned there needs"
                        + " Tink's client for it on the class path.",
                cause);
    }

    static MasterKeysSealedException unnamed(String uri) {
        return new MasterKeysSealedException(
                "MASTER_KEY_SERVICE_UNKNOWN",
                "A key in the file of postledger.security.personal-key-file is sealed by " + uri
                        + ", which postledger.security.personal-key-uri does not name.",
                "Add it to the setting. Separated by a comma it may stand behind another, which seals from now on.",
                null);
    }

    static MasterKeysSealedException readable(Throwable cause) {
        return new MasterKeysSealedException(
                "MASTER_KEY_NOT_SEALED",
                "The file of postledger.security.personal-key-file holds a key that is not sealed by the first key of"
                        + " postledger.security.personal-key-uri, and cannot be written.",
                "Let the product write the file once: it puts a new, sealed key there.",
                cause);
    }
}
