/** Projections, for whoever runs this installation. */
@NullMarked
package io.postledger.web.projection;

import org.jspecify.annotations.NullMarked;
