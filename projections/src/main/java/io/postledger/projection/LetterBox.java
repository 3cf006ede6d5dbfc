package io.postledger.projection;

import java.util.List;

/**
 * Where the letters of one generation are: in the store of the generation's data, so that they are lost, restored and dropped with
 * it.
 */
public interface LetterBox {
    /** Every letter, in the order of the log; none where the generation is not there. */
    List<Letter> all();

    /**
     * How many that were kept are there no more, as a count beside the data's position tells; not over 0 where none is missing. More
     * than are missing where a crash came between the count and the letters.
     */
    long missing();

    /** Keeps letters durably; one that is there already is replaced. */
    void put(List<Letter> letters);

    /** Letters whose events have been taken in; one that is not there is no error. */
    void remove(List<Letter> letters);
}
