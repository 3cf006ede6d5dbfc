/** Exports, for whoever runs this installation. */
@NullMarked
package io.postledger.web.export;

import org.jspecify.annotations.NullMarked;
