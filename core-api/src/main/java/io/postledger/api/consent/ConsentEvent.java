package io.postledger.api.consent;

/** What a workspace agreed to, by the event's actor and at its time. */
public sealed interface ConsentEvent permits ConsentGiven, ConsentWithdrawn {
    String workspaceId();

    Purpose purpose();
}
