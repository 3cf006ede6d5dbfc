package io.postledger.saga.account;

/** Which accounts can be used. */
public interface UsableAccounts {
    /** Whether there is a grant that the network was not seen to take back. */
    boolean isUsable(String accountId);
}
