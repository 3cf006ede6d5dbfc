package io.postledger.platform.x;

import io.postledger.platform.Codes;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;

/** What an answer of X that is not the one hoped for says about a call other than publishing. */
final class XFailures {

    private XFailures() {}

    static PlatformException of(Reply reply) {
        if (reply.neverLeft()) {
            return new PlatformException(Kind.NOT_DONE, Codes.CONNECT_FAILED, reply.reason(), null, reply.exchange());
        }
        return switch (reply.status()) {
            case 401 ->
                new PlatformException(Kind.NEEDS_REFRESH, Codes.NEEDS_REFRESH, reply.reason(), null, reply.exchange());
            case 403 -> new PlatformException(Kind.REFUSED, Codes.FORBIDDEN, reply.reason(), null, reply.exchange());
            case 429 ->
                new PlatformException(
                        Kind.NOT_DONE, Codes.RATE_LIMITED, reply.reason(), reply.retryAt(), reply.exchange());
            default ->
                reply.status() >= 400 && reply.status() < 500 && reply.status() != 408
                        ? new PlatformException(
                                Kind.REFUSED, Codes.INVALID_REQUEST, reply.reason(), null, reply.exchange())
                        : new PlatformException(
                                Kind.UNKNOWN, reply.unknownCode(), reply.reason(), null, reply.exchange());
        };
    }
}
