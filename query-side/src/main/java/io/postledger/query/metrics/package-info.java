/** Metrics of posts and accounts. */
@NullMarked
package io.postledger.query.metrics;

import org.jspecify.annotations.NullMarked;
