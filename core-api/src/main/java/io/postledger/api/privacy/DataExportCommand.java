package io.postledger.api.privacy;

import io.postledger.api.RejectionCode;
import io.postledger.api.WhenMissing;

/** Commands by which people take their data away. */
@WhenMissing(RejectionCode.USER_NOT_FOUND)
public sealed interface DataExportCommand permits BeginDataExport {}
