/** What was learned from metrics. */
@NullMarked
package io.postledger.web.insight;

import org.jspecify.annotations.NullMarked;
