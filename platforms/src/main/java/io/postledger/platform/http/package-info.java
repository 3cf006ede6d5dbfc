/** How a request goes out, once, and what is known when no answer comes back. */
package io.postledger.platform.http;
