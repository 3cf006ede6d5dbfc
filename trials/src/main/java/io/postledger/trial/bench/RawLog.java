package io.postledger.trial.bench;

import io.postledger.trial.history.HistoryLog;
import java.sql.SQLException;
import java.util.List;

/** The event log by itself, without Axon: what its store can do with the very events that the product keeps there. */
interface RawLog {
    /** A stored event, for as long as it is handed over. */
    interface Stored {
        String aggregateId() throws SQLException;

        String eventId() throws SQLException;

        /** The event itself, by the product's serializer. */
        Object payload() throws SQLException;
    }

    /** Takes an event as it comes. */
    interface Reader {
        void read(Stored event) throws SQLException;
    }

    /** How appends went. @param rate events a second @param p99 in milliseconds */
    record Appended(double rate, double p99) {}

    /** How it is read, in a few words. */
    String reading();

    /** Puts a history at its end. */
    HistoryLog loader() throws SQLException;

    /** Hands over every event in the log's order. */
    void read(Reader reader) throws Exception;

    /** Seconds to take all of every event from the store, in order, and make nothing of it. */
    double readBare() throws Exception;

    /** Seconds to make every event from its bytes as well, payload, metadata and time, by the product's serializer. */
    double readAndDecode() throws Exception;

    /** Aggregates from all over the log, whose ids begin so; the same ones for the same log. */
    List<String> some(String prefix, int most) throws Exception;

    /** Position of the newest event. */
    long last() throws Exception;

    /** Appends once more what came after this position: the same bytes, a transaction for each event, by so many threads. */
    Appended appendAgain(long after, int threads) throws Exception;
}
