/** What networks accept, told without asking them. Pure: no I/O, no clock; safe in an aggregate. */
package io.postledger.platform.rules;
