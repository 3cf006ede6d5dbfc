package io.postledger.platform.x;

import io.postledger.platform.NetworkSettings;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Wire;
import java.time.Clock;

/** X names its limits in every answer alike, whichever endpoint they are of; so who asks must know. */
record XApis(Api posts, Api timelines, Api lookups, Api uploads, Api uploadStatus, Api altTexts, Api others) {

    static XApis of(NetworkSettings settings, Wire wire, Clock clock) {
        return new XApis(
                api(XLimits.WINDOW, settings, wire, clock),
                api(XLimits.TIMELINE, settings, wire, clock),
                api(XLimits.LOOKUP, settings, wire, clock),
                api(XLimits.UPLOAD, settings, wire, clock),
                api(XLimits.UPLOAD_STATUS, settings, wire, clock),
                api(XLimits.ALT_TEXT, settings, wire, clock),
                api(XLimits.OTHER, settings, wire, clock));
    }

    private static Api api(String window, NetworkSettings settings, Wire wire, Clock clock) {
        return new Api(wire, clock, settings.timeouts(), new XDialect(window));
    }
}
