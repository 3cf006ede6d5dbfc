/** What {@code ./postledger run} runs: starts, watches and stops the product and everything beside it. */
package io.postledger.embedded.launch;
