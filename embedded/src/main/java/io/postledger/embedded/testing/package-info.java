/** The embedded stores for other modules' integration tests: the same servers as the product runs on. */
package io.postledger.embedded.testing;
