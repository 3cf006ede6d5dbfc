package io.postledger.embedded.mongo;

import java.util.List;

/** What a plan must know of an index. */
interface PlannedKeys {

    /** The documents themselves, which stand in the order of their ids. */
    PlannedKeys IDS = new PlannedKeys() {
        @Override
        public List<String> fields() {
            return List.of(QueryPlan.ID);
        }

        @Override
        public boolean isMultikey() {
            return false;
        }
    };

    /** Paths whose values make a key, in that order; the id is the last, said or not. */
    List<String> fields();

    /** Whether a document may stand under several keys, as one with an array does. */
    boolean isMultikey();
}
