package io.postledger.api.privacy;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Writes into the log that the sender takes data away, before the first byte of it leaves: a person their own, an owner the
 * workspace's. Rejected: USER_NOT_FOUND and WORKSPACE_NOT_FOUND (anybody else's), INVALID_ID, ERASURE_BEGUN (of the subject: too
 * late), SUBJECT_ERASED, ID_ALREADY_USED.
 *
 * @param subject {@code user_…} or {@code ws_…}
 */
@Requires(Permission.ANY_USER)
public record BeginDataExport(@TargetAggregateIdentifier DataExportId exportId, String subject)
        implements DataExportCommand {}
