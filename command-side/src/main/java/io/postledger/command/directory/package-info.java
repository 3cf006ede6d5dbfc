/** Tables that decisions are checked against across aggregates: each follows the log. */
@NullMarked
package io.postledger.command.directory;

import org.jspecify.annotations.NullMarked;
