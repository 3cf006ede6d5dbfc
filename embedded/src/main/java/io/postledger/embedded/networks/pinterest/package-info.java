/**
 * A simulated Pinterest, API v5: boards, pins with a picture or a video, and their numbers. Every account has two boards, whose
 * ids are its own id with a 1 or a 2 behind it, each with one section, whose id is the board's with a 9 behind it.
 */
package io.postledger.embedded.networks.pinterest;
