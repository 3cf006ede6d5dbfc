/** A server that speaks MongoDB's protocol and keeps its data in one file, as a process of its own. */
package io.postledger.embedded.mongo;
