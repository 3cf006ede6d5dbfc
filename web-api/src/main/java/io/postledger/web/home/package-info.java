/** What a browser shows at the root. */
@NullMarked
package io.postledger.web.home;

import org.jspecify.annotations.NullMarked;
