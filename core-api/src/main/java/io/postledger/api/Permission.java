package io.postledger.api;

/** What a message needs its sender to be allowed to do; each {@link io.postledger.api.workspace.Role} grants some. */
public enum Permission {
    /** No sign-in needed. */
    ANYONE,
    /** A signed-in user, whatever the workspace. */
    ANY_USER,
    /** Postledger's own processes, never a person. */
    SYSTEM,
    /** Whoever runs this installation, known by its operator key; no role of a workspace grants it. */
    OPERATE,
    READ,
    /** Across the whole workspace; whoever has it reads history on record. */
    READ_HISTORY,
    /** Of the workspace's whole history, asked for by somebody else. */
    APPROVE_EXPORT,
    WRITE_CONTENT,
    INGEST_METRICS,
    MANAGE_ACCOUNTS,
    MANAGE_MEMBERS,
    /** To what the workspace's data is used for; for who answers for it. */
    CONSENT,
    /** What is deleted by itself, and when. */
    MANAGE_RETENTION
}
