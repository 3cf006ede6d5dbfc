/** People: signing up, signing in and staying signed in. */
@NullMarked
package io.postledger.web.user;

import org.jspecify.annotations.NullMarked;
