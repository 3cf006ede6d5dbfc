package io.postledger.embedded.networks.pinterest;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Json;

/** Pinterest's error bodies. */
final class PinterestErrors {

    private PinterestErrors() {}

    static Answer of(int status, int code, String message) {
        return Answer.json(status, Json.object().put("code", code).put("message", message));
    }

    static Answer invalid(String message) {
        return of(400, 1, "Invalid request: " + message);
    }

    static Answer unauthorized() {
        return of(401, 2, "Authentication failed.");
    }

    static Answer notPermitted() {
        return of(403, 3, "Authorization failed. Your token is missing a scope that this call needs.");
    }

    static Answer grantInvalid() {
        return of(401, 283, "The authorization grant is invalid");
    }

    static Answer boardNotFound() {
        return of(404, 40, "Board not found.");
    }

    static Answer pinNotFound() {
        return of(404, 50, "Pin not found.");
    }

    static Answer mediaNotFound() {
        return of(404, 2030, "Media not found.");
    }

    static Answer imageNotFetched() {
        return of(400, 235, "Sorry! We could not fetch the image.");
    }

    static Answer tooMany() {
        return of(429, 8, "You have exceeded your rate limit. Try again later.");
    }

    static Answer server(int status) {
        return of(status, 0, "Something went wrong on our end. Sorry about that.");
    }
}
