package io.postledger.api.metrics;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.account.AccountId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Daily metrics of all posts of the given account, or of the whole workspace where it is null (days in UTC, both inclusive); answers {@link AccountMetrics}. */
@Requires(Permission.READ)
public record FindAccountMetrics(@Nullable AccountId accountId, LocalDate from, LocalDate to) {}
