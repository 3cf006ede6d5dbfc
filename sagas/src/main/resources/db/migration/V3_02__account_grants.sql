-- What the networks granted us. Tokens are AES-256-GCM ciphertext, bound to their account.
CREATE TABLE account_grant (
    account_id    VARCHAR(64)  NOT NULL PRIMARY KEY,
    workspace_id  VARCHAR(64)  NOT NULL,
    platform      VARCHAR(32)  NOT NULL,
    external_id   VARCHAR(255) NOT NULL,
    handle        VARCHAR(255) NOT NULL,
    access_token  BYTEA        NOT NULL,
    refresh_token BYTEA,
    expires_at    TIMESTAMPTZ  NOT NULL,
    revoked       BOOLEAN      NOT NULL DEFAULT FALSE
);

-- Connections begun and not yet come back. The state is stored as its hash: who reads this table cannot use it.
CREATE TABLE pending_connection (
    state_hash    VARCHAR(64)   NOT NULL PRIMARY KEY,
    account_id    VARCHAR(64)   NOT NULL,
    workspace_id  VARCHAR(64)   NOT NULL,
    actor         VARCHAR(255)  NOT NULL,
    platform      VARCHAR(32)   NOT NULL,
    code_verifier BYTEA         NOT NULL,
    redirect_uri  VARCHAR(2000) NOT NULL,
    expires_at    TIMESTAMPTZ   NOT NULL
);
