package io.postledger.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class AxonServerAddressTest {

    @Test
    void givenSomethingListening_whenChecked_thenTheAddress() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + server.getLocalPort();

            assertThat(AxonServerAddress.reachable(address)).isEqualTo(address);
        }
    }

    @Test
    void givenNothingListening_whenChecked_thenOneSentence() throws IOException {
        int port = FreePorts.any();

        assertThatThrownBy(() -> AxonServerAddress.reachable("127.0.0.1:" + port))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageStartingWith("No Axon Server answers at 127.0.0.1:" + port);
    }

    @Test
    void givenNoAddress_whenChecked_thenSaid() {
        assertThatThrownBy(() -> AxonServerAddress.reachable("http://host/"))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("HOST:PORT");
        assertThatThrownBy(() -> AxonServerAddress.reachable("127.0.0.1:0"))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("HOST:PORT");
    }
}
