package io.postledger.api.history;

/** Facts about who read history, and who took it out. */
public sealed interface HistoryEvent
        permits HistoryRead,
                ExportRuleChanged,
                HistoryExportRequested,
                HistoryExportApproved,
                HistoryExportBegun,
                OperatorExportBegun {}
