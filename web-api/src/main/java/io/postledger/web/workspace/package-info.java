/** Workspaces and their members. */
@NullMarked
package io.postledger.web.workspace;

import org.jspecify.annotations.NullMarked;
