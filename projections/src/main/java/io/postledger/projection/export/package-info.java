/** What an export's parts are made of: columns, and a file format each. */
@NullMarked
package io.postledger.projection.export;

import org.jspecify.annotations.NullMarked;
