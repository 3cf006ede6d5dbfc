/** Posts: writing, scheduling and looking at them. */
@NullMarked
package io.postledger.web.post;

import org.jspecify.annotations.NullMarked;
