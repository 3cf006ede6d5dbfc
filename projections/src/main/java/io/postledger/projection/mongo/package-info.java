/** Views in MongoDB. */
@NullMarked
package io.postledger.projection.mongo;

import org.jspecify.annotations.NullMarked;
