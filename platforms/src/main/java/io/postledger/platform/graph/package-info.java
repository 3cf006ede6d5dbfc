/** What Facebook Pages and Instagram share: Meta's Graph API, its login, errors and usage headers. No network of its own. */
package io.postledger.platform.graph;
