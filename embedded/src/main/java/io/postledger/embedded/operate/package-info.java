/** The commands of whoever runs an installation, sent to its API: {@code ./postledger projections}. */
@NullMarked
package io.postledger.embedded.operate;

import org.jspecify.annotations.NullMarked;
