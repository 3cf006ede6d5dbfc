/** The keys in the files that the settings {@code postledger.security.…-key-file} name. */
@NullMarked
package io.postledger.security;

import org.jspecify.annotations.NullMarked;
