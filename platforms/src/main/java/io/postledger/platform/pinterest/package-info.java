/**
 * Pinterest, API v5: pins with a picture or a video. Its settings have the option {@code access}: {@code standard} (the default)
 * or {@code trial}, which decides the limits.
 */
package io.postledger.platform.pinterest;
