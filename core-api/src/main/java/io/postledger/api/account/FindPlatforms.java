package io.postledger.api.account;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/** The networks, and what each asks for; answers {@link PlatformList}. */
@Requires(Permission.ANY_USER)
public record FindPlatforms() {}
