/** Facebook Pages, by the Graph API. */
package io.postledger.platform.facebook;
