package io.postledger.ledger;

/** Where tiles are kept. */
public interface Tiles {
    /** @throws TreeDamagedException where it is not there */
    Tile tile(int level, long number);
}
