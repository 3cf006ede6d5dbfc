/** HTTP: the API, its security, its problems and its documentation. Talks to the product through messages only. */
@NullMarked
package io.postledger.web;

import org.jspecify.annotations.NullMarked;
