package io.postledger.embedded.clickhouse;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Values for {@code {name:Type}} in the C interface's form: parallel arrays of bytes and lengths. */
record QueryParameters(Pointer[] names, long[] nameLengths, Pointer[] values, long[] valueLengths, int count) {

    static QueryParameters of(Map<String, String> parameters) {
        int n = parameters.size();
        if (n == 0) {
            return new QueryParameters(null, null, null, null, 0);
        }
        QueryParameters all = new QueryParameters(new Pointer[n], new long[n], new Pointer[n], new long[n], n);
        int i = 0;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            put(parameter.getKey(), all.names, all.nameLengths, i);
            put(parameter.getValue(), all.values, all.valueLengths, i);
            i++;
        }
        return all;
    }

    private static void put(String text, Pointer[] pointers, long[] lengths, int at) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // One byte more, because JNA allocates no empty block; the arrays hold the memory until the call is over.
        Memory memory = new Memory(bytes.length + 1L);
        memory.write(0, bytes, 0, bytes.length);
        memory.setByte(bytes.length, (byte) 0);
        pointers[at] = memory;
        lengths[at] = bytes.length;
    }
}
