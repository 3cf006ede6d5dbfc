package io.postledger.command;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.time.ZoneId;
import java.util.Map;

/** Time zones by their IANA ids. */
public final class TimeZones {
    private TimeZones() {}

    /**
     * The zone of this id. Only ids of the time zone database are known, not offsets such as {@code +02:00}: an offset
     * does not know daylight saving. Rejected with TIME_ZONE_UNKNOWN otherwise.
     */
    public static ZoneId require(String id) {
        if (!ZoneId.getAvailableZoneIds().contains(id)) {
            throw new RejectedException(
                    RejectionCode.TIME_ZONE_UNKNOWN,
                    "Name a zone of the IANA time zone database, such as Europe/Berlin",
                    Map.of("timeZone", id));
        }
        return ZoneId.of(id);
    }
}
