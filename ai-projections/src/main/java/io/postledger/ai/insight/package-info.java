/** Recommendations. */
@NullMarked
package io.postledger.ai.insight;

import org.jspecify.annotations.NullMarked;
