package io.postledger.embedded.launch;

import java.io.IOException;
import java.util.Set;

/** Where everything listens, on 127.0.0.1. */
record Ports(int product, int postgres, int mongo, int clickHouse, int networks, int networksControl) {

    static Ports of(PortBook book, int product) throws IOException {
        Set<Integer> taken = Set.of(product);
        return new Ports(
                product,
                book.port("postgres", taken),
                book.port("mongo", taken),
                book.port("clickhouse", taken),
                book.port("networks", taken),
                book.port("networks-control", taken));
    }
}
