/**
 * LinkedIn: posts of members and of the pages that they administer, by the versioned API ({@code /rest}). Its settings have the
 * options {@code apiVersion} (default {@value io.postledger.platform.linkedin.LinkedInCalls#USUAL_VERSION}) and {@code scopes},
 * separated by blanks.
 */
package io.postledger.platform.linkedin;
