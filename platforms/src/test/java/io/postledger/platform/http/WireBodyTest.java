package io.postledger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class WireBodyTest {

    private final byte[] bytes = {1, 2, 3, 4, 5};

    @Test
    void givenLongerStream_whenPartOfItIsSent_thenExactlySoManyBytes() throws IOException {
        try (InputStream part = part(3)) {
            assertThat(part.readAllBytes()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void givenStreamThatEndsBefore_whenSent_thenAnErrorAndNotAShorterBody() throws IOException {
        try (InputStream part = part(6)) {
            assertThatThrownBy(part::readAllBytes).isInstanceOf(EOFException.class);
        }
    }

    private InputStream part(long length) throws IOException {
        return WireBody.part("video/mp4", length, () -> new ByteArrayInputStream(bytes))
                .bytes()
                .open();
    }
}
