/** Tables in ClickHouse. */
@NullMarked
package io.postledger.projection.clickhouse;

import org.jspecify.annotations.NullMarked;
