package io.postledger.projection;

import java.util.List;

/**
 * Where the letters of one generation are: in the store of the generation's data, so that they are lost, restored and dropped with
 * it.
 */
public interface LetterBox {
    /** Every letter, in the order of the log; none where the generation is not there. */
    List<Letter> all();

    /** Keeps letters durably; one that is there already is replaced. */
    void put(List<Letter> letters);

    /** Letters whose events have been taken in; one that is not there is no error. */
    void remove(List<Letter> letters);
}
