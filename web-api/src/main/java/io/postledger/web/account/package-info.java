/** Social accounts: connecting them by OAuth 2, and looking at them. */
@NullMarked
package io.postledger.web.account;

import org.jspecify.annotations.NullMarked;
