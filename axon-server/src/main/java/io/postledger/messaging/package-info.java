/** What every message goes through on its way: metadata, permission, refusal, repeat. */
@NullMarked
package io.postledger.messaging;

import org.jspecify.annotations.NullMarked;
