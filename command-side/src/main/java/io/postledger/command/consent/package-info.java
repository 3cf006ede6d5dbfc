/** What a workspace agrees to that its data is used for. */
@NullMarked
package io.postledger.command.consent;

import org.jspecify.annotations.NullMarked;
