package io.postledger.platform.rules;

import io.postledger.api.media.Attachment;

/** What kind of thing an attachment is. */
public final class MediaTypes {

    public static final String JPEG = "image/jpeg";
    public static final String PNG = "image/png";
    public static final String GIF = "image/gif";
    public static final String WEBP = "image/webp";
    public static final String MP4 = "video/mp4";
    public static final String QUICKTIME = "video/quicktime";

    private MediaTypes() {}

    /** A GIF is one, moving or not. */
    public static boolean isImage(Attachment attachment) {
        return attachment.contentType().startsWith("image/");
    }

    public static boolean isVideo(Attachment attachment) {
        return attachment.contentType().startsWith("video/");
    }
}
