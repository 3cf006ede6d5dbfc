package io.postledger.api.privacy;

import io.postledger.api.StoredAs;

/** The event's actor took away what there is about a person, themselves, or a workspace of theirs; fields as in {@link BeginDataExport}. */
@StoredAs(name = "privacy.DataExported")
public record DataExported(String exportId, String subject) implements DataExportEvent {}
