/**
 * A server that speaks MongoDB's protocol and keeps its data in one file, as a process of its own: protocol, operators and
 * matching are mongo-java-server's, the file is H2's MVStore. Ours is what lies between: how documents and indexes are
 * stored, which of them a query reads, and when a write is acknowledged.
 */
package io.postledger.embedded.mongo;
