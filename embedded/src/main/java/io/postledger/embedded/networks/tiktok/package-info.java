/** A simulated TikTok: Login Kit, Content Posting API (direct posts of videos and photos), and the lists of public posts. */
package io.postledger.embedded.networks.tiktok;
