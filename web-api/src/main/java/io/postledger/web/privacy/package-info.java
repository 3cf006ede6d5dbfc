/** Erasing people and workspaces. */
@NullMarked
package io.postledger.web.privacy;

import org.jspecify.annotations.NullMarked;
