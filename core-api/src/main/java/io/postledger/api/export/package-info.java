/** Taking data out of an installation, for the data team. */
@NullMarked
package io.postledger.api.export;

import org.jspecify.annotations.NullMarked;
