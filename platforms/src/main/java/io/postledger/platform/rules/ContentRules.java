package io.postledger.platform.rules;

import io.postledger.api.account.Platform;
import java.util.List;

/**
 * What one network accepts. Implementations are pure, have a public constructor without arguments, and are registered in
 * {@code META-INF/services}.
 */
public interface ContentRules {

    Platform platform();

    /** Everything that the network would refuse about it; empty when nothing. */
    List<Violation> validate(Content content);
}
