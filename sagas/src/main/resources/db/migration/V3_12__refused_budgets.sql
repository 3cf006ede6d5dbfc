-- Until when a network refuses, which is apart from when a window ends: an older answer's header must not shorten it.
ALTER TABLE network_budget
    ADD COLUMN refused_until TIMESTAMPTZ;
