package io.postledger.api.consent;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/** What the workspace agrees to, from the log itself, and so as it stands; answers {@link ConsentList}. */
@Requires(Permission.READ)
public record FindConsents() {}
