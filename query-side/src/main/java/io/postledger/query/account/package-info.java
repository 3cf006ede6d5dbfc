/** Connected accounts. */
@NullMarked
package io.postledger.query.account;

import org.jspecify.annotations.NullMarked;
