/**
 * Services that keep a key and never give it away: they seal and open what they are sent. Those of Tink's own clients that are
 * published for what this product stands on are used; these are the others, behind Tink's interface.
 */
@NullMarked
package io.postledger.privacy.kms;

import org.jspecify.annotations.NullMarked;
