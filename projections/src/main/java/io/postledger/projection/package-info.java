/** The one mechanism that every projection is written on: batches, positions beside data, freshness, health. */
@NullMarked
package io.postledger.projection;

import org.jspecify.annotations.NullMarked;
