-- What the command side must know across aggregates: written in the transaction of the command that changes it.
CREATE TABLE person (
    user_id       VARCHAR(64)  NOT NULL PRIMARY KEY,
    email         VARCHAR(320) NOT NULL,
    display_name  VARCHAR(200) NOT NULL,
    password_hash VARCHAR(200) NOT NULL,
    CONSTRAINT person_email UNIQUE (email)
);

CREATE TABLE member (
    workspace_id VARCHAR(64) NOT NULL,
    user_id      VARCHAR(64) NOT NULL,
    role         VARCHAR(32) NOT NULL,
    PRIMARY KEY (workspace_id, user_id)
);

CREATE TABLE known_account (
    account_id   VARCHAR(64)  NOT NULL PRIMARY KEY,
    workspace_id VARCHAR(64)  NOT NULL,
    platform     VARCHAR(32)  NOT NULL,
    external_id  VARCHAR(255) NOT NULL,
    state        VARCHAR(32)  NOT NULL
);

-- An account of a network is connected to a workspace once; a disconnected one may be connected again under a new id.
CREATE UNIQUE INDEX known_account_external
    ON known_account (workspace_id, platform, external_id) WHERE state <> 'DISCONNECTED';

CREATE TABLE known_publication (
    publication_id VARCHAR(64) NOT NULL PRIMARY KEY,
    workspace_id   VARCHAR(64) NOT NULL,
    post_id        VARCHAR(64) NOT NULL,
    account_id     VARCHAR(64) NOT NULL,
    published_at   TIMESTAMPTZ NOT NULL
);
