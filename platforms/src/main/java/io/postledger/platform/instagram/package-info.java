/** Instagram's professional accounts, by the Graph API with Facebook Login. */
package io.postledger.platform.instagram;
