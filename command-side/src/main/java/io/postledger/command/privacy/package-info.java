/** The erasure of people and workspaces: who may ask for it, and when it may begin. */
@NullMarked
package io.postledger.command.privacy;

import org.jspecify.annotations.NullMarked;
