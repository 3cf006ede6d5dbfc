package io.postledger.embedded.launch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code HOST} or {@code HOST:PORT} of an Axon Server. */
final class AxonServerAddress {

    /** Axon Server's gRPC port, where there is no other given. */
    private static final int DEFAULT_PORT = 8124;

    private static final int CONNECT_MILLIS = 3_000;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

    private AxonServerAddress() {}

    /** @return the address with its port, after something there has taken a connection */
    static String reachable(String given) throws LaunchFailure {
        Matcher form = FORM.matcher(given);
        int port = form.matches() && form.group(2) != null ? Integer.parseInt(form.group(2)) : DEFAULT_PORT;
        if (!form.matches() || port < 1 || port > 65_535) {
            throw new LaunchFailure("--axon-server takes HOST:PORT, not '" + given + "'.");
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(form.group(1), port), CONNECT_MILLIS);
        } catch (IOException e) {
            throw new LaunchFailure(
                    "No Axon Server answers at " + form.group(1) + ":" + port
                            + ": start it, or leave --axon-server out for the embedded event store.",
                    e);
        }
        return form.group(1) + ":" + port;
    }
}
