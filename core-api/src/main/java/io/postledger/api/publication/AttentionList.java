package io.postledger.api.publication;

import java.util.List;

/** What needs a look, the longest waiting first; at most 500 of each kind. */
public record AttentionList(List<AttentionItem> items) {}
