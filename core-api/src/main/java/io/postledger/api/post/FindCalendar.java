package io.postledger.api.post;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** A month of the workspace's scheduled and published posts; answers {@link CalendarMonth}. {@code timeZone}: IANA id that days are counted in; null for the workspace's own. */
@Requires(Permission.READ)
public record FindCalendar(YearMonth month, @Nullable String timeZone) {}
