package io.postledger.command.user;

import io.postledger.api.user.RegisterUser;

/** That an address is one person's. */
@FunctionalInterface
public interface AddressReservations {
    /**
     * Reserves the address for the user whose registration is about to be put in the log, and holds both until the running
     * transaction ends. Rejected: as {@link RegisterUser}.
     */
    void reserve(RegisterUser command);
}
