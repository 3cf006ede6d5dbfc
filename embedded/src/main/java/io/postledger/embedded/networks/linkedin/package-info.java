/**
 * A simulated LinkedIn: members and the pages that they administer, posts by the versioned API, pictures and videos, and their
 * numbers. A page is an account with {@code "kind":"organization"} and {@code "administrator":"HANDLE"}.
 */
package io.postledger.embedded.networks.linkedin;
