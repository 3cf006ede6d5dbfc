package io.postledger.privacy.kms;

import java.security.GeneralSecurityException;

/** A key service gave no answer, or refused. Either way what it has sealed is where it was. Never says a credential. */
public final class KeyServiceException extends GeneralSecurityException {
    private static final long serialVersionUID = 1L;

    private final boolean refusal;

    private KeyServiceException(boolean refusal, String message, Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    /** To be asked again later. */
    public static KeyServiceException away(String message, Throwable cause) {
        return new KeyServiceException(false, message, cause);
    }

    /** It answers the same until somebody changes what it allows, or what it is asked with. */
    public static KeyServiceException refused(String message, Throwable cause) {
        return new KeyServiceException(true, message, cause);
    }

    public boolean isRefusal() {
        return refusal;
    }
}
