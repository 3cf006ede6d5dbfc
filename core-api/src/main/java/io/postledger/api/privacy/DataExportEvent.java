package io.postledger.api.privacy;

/** That data was taken away by whom it is about, or whose it is. */
public sealed interface DataExportEvent permits DataExported {}
