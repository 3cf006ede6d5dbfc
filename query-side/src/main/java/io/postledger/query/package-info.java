/** What anyone looks at: views and tables filled from the log, and the handlers of the queries on them. */
@NullMarked
package io.postledger.query;

import org.jspecify.annotations.NullMarked;
