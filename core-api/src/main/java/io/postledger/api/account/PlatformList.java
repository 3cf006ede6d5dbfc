package io.postledger.api.account;

import java.util.List;

/** The networks, in the order of {@link Platform}. */
public record PlatformList(List<PlatformView> items) {}
