/** Posts, their calendar and their history. */
@NullMarked
package io.postledger.query.post;

import org.jspecify.annotations.NullMarked;
