/** Personal data in what is stored: encrypted with its subject's key, and gone with that key. */
@NullMarked
package io.postledger.privacy;

import org.jspecify.annotations.NullMarked;
