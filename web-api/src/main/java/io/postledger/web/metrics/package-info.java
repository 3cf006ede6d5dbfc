/** Metrics: taking them in and reading them. */
@NullMarked
package io.postledger.web.metrics;

import org.jspecify.annotations.NullMarked;
