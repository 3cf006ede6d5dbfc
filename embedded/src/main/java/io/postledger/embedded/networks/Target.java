package io.postledger.embedded.networks;

/**
 * What a call is about, for faults and counting.
 *
 * @param endpoint the network's name for it, for example {@code tweets.create}; {@code unknown} when there is none such
 * @param accountOrNull handle of the account whose token the call carries; null when it carries none that is known
 */
public record Target(String network, String endpoint, String accountOrNull) {}
