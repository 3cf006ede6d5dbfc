/** What a workspace agreed to that its data is used for, beyond the service itself. */
@NullMarked
package io.postledger.api.consent;

import org.jspecify.annotations.NullMarked;
