/**
 * Real PostgreSQL as an operating system process of its own, from zonky's binaries: its server outlives whoever started
 * it, so that a killed launcher or product never takes the event log down in mid-write.
 */
package io.postledger.embedded.postgres;
