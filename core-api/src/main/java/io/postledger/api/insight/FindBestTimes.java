package io.postledger.api.insight;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.account.AccountId;
import org.jspecify.annotations.Nullable;

/** The best hours of the week to post for an account; answers {@link BestTimes}. {@code count} 1 to 168. {@code timeZone}: IANA id that hours are told in; null for the workspace's own. Rejected: ACCOUNT_NOT_FOUND, TIME_ZONE_UNKNOWN. */
@Requires(Permission.READ)
public record FindBestTimes(
        AccountId accountId, int count, @Nullable String timeZone) {}
