package io.postledger.privacy;

/** Keys of people and workspaces cannot be unwrapped: the product does not start, since it would show what it cannot read. */
public final class MasterKeyLostException extends MasterKeyException {
    private static final long serialVersionUID = 1L;

    MasterKeyLostException(String master, long people, long workspaces) {
        super(
                "MASTER_KEY_LOST",
                "The master key " + master + " is not in the file of postledger.security.personal-key-file."
                        + " Without it these are lost: what is encrypted for " + workspaces
                        + " workspaces (texts of posts, names and handles of accounts, names of workspaces) and for "
                        + people
                        + " people (names and addresses, with which they sign in)."
                        + " Not lost: who did what and when, schedules, approvals, outcomes and counters; the networks'"
                        + " tokens, which have a key of their own.",
                "Put the file back as it was (an older copy of it may have this key: lines may be added, never exchanged)."
                        + " The data is as it was.",
                null);
    }
}
