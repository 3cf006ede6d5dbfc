package io.postledger.api.user;

import java.time.Instant;
import java.util.Set;

/** Whose sessions have ended before their time, on every node. Fails with an exception of the store where that cannot be reached. */
public interface EndedSessions {
    /** Ends every session of a person, in the running transaction if there is one; they get no other. @param at UTC */
    void end(String userId, Instant at);

    /** Ids of the people whose sessions were ended then or later (UTC). */
    Set<String> since(Instant earliest);
}
