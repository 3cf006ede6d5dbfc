package io.postledger.api.history;

import io.postledger.api.RejectionCode;
import io.postledger.api.WhenMissing;

/** Commands that keep the record of who reads history, and who takes it out. */
@WhenMissing(RejectionCode.HISTORY_EXPORT_NOT_FOUND)
public sealed interface HistoryCommand
        permits RecordReading,
                ChangeExportRule,
                RequestHistoryExport,
                ApproveHistoryExport,
                BeginHistoryExport,
                BeginOperatorExport {}
