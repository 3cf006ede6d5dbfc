package io.postledger.api.account;

import java.util.List;

/**
 * A network.
 *
 * @param supported whether posts can be written for it
 * @param connectable whether this installation has an app there, so that accounts can be connected
 * @param options what a post's target takes beside text and media
 */
public record PlatformView(Platform platform, boolean supported, boolean connectable, List<Option> options) {
    /**
     * Something that the network asks for.
     *
     * @param maxLength in Unicode characters; 0 where any length will do
     * @param values the only ones that are taken; empty where any will do
     */
    public record Option(String name, boolean required, int maxLength, List<String> values, String description) {}
}
