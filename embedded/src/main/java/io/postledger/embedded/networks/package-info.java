/**
 * Social networks for a machine that has none: strict about requests as the real ones, at fault on demand, and with the
 * truth of what was posted behind a door of its own, which the product never uses.
 */
package io.postledger.embedded.networks;
