-- Whose sessions are good for nothing any more though their tokens have not run out.
CREATE TABLE ended_session (
    user_id  VARCHAR(64) NOT NULL PRIMARY KEY,
    ended_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX ended_session_at ON ended_session (ended_at);
