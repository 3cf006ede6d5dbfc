/**
 * TikTok, Content Posting API, direct posts. A video's bytes are sent in chunks, and the last chunk is what publishes; photos
 * are fetched by TikTok, and the call that says where is what publishes. Either is only accepted then: what became of it is
 * told under the {@code publish_id}.
 */
package io.postledger.platform.tiktok;
