/** What may come in as a body: how much, and how exact. */
@NullMarked
package io.postledger.web.json;

import org.jspecify.annotations.NullMarked;
