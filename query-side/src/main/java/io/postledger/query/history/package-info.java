/** What happened: the history of one thing, and search across a workspace's. */
@NullMarked
package io.postledger.query.history;

import org.jspecify.annotations.NullMarked;
