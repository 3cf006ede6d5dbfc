package io.postledger.embedded.launch;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The ports of the stores and simulations: chosen once and kept, so that tools find them where they were; chosen anew
 * when a stranger listens there. Ask only when nothing of ours runs.
 */
final class PortBook {

    private final Path file;
    private final TreeMap<String, Integer> ports = new TreeMap<>();

    PortBook(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            Properties written = new Properties();
            written.load(new StringReader(Files.readString(file)));
            written.forEach((name, port) -> {
                if (port.toString().matches("\\d{1,5}")) {
                    ports.put(name.toString(), Integer.parseInt(port.toString()));
                }
            });
        }
    }

    /** @param notThese ports that are about to be used although nobody listens there yet */
    int port(String name, Set<Integer> notThese) throws IOException {
        Integer known = ports.get(name);
        if (known != null && !notThese.contains(known) && FreePorts.isFree(known)) {
            return known;
        }
        ports.remove(name);
        int chosen;
        do {
            chosen = FreePorts.any();
        } while (notThese.contains(chosen) || ports.containsValue(chosen));
        ports.put(name, chosen);
        StringBuilder text = new StringBuilder("# Ports on 127.0.0.1, chosen by the launcher.\n");
        ports.forEach((key, port) -> text.append(key).append('=').append(port).append('\n'));
        AtomicFile.write(file, text.toString());
        return chosen;
    }
}
