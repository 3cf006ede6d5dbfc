/**
 * YouTube, Data API v3. A video is uploaded in a resumable session: everything but the last piece of it is preparing, and the
 * last piece is what publishes. A session makes one video at most, so going on with it never posts twice.
 */
package io.postledger.platform.youtube;
