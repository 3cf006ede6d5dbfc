package io.postledger.embedded.launch;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A real, small JVM for the supervisor to run: takes a port and says what it was told by environment. */
public final class FakeProduct {

    private FakeProduct() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && arguments[0].equals("fail")) {
            System.out.println("INFO starting");
            System.out.println("ERROR the cat ate the configuration");
            System.exit(3);
        }
        // Before the port is open: whoever sees it open may stop us at once.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped gently")));
        int port = Integer.parseInt(System.getenv("SERVER_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"accessToken\":\"t\"}".getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        System.out.println("listening on " + port);
    }
}
