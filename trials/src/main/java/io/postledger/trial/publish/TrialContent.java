package io.postledger.trial.publish;

import io.postledger.embedded.testing.SampleMedia;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a post of the trial is made of, its text aside. */
enum TrialContent {
    TEXT(new byte[0], ""),
    PHOTO(SampleMedia.picture("jpeg", 1080, 1080), "image/jpeg"),
    /** Of more than one piece where a network takes pieces, and none of their longest. */
    VIDEO(SampleMedia.video(1080, 1920, Duration.ofSeconds(9), 700_000), "video/mp4");

    final byte[] file;
    final String contentType;

    TrialContent(byte[] file, String contentType) {
        this.file = file;
        this.contentType = contentType;
    }

    /** Always in the same order, so that a seed chooses the same. */
    static List<TrialContent> inOrder(Set<TrialContent> contents) {
        return Arrays.stream(values()).filter(contents::contains).toList();
    }

    boolean hasFile() {
        return file.length > 0;
    }
}
