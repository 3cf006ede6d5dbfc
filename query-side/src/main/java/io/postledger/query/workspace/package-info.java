/** Workspaces and who is a member. */
@NullMarked
package io.postledger.query.workspace;

import org.jspecify.annotations.NullMarked;
