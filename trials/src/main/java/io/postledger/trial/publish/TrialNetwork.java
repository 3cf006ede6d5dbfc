package io.postledger.trial.publish;

import static io.postledger.trial.publish.TrialContent.PHOTO;
import static io.postledger.trial.publish.TrialContent.TEXT;
import static io.postledger.trial.publish.TrialContent.VIDEO;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the trial has to know of a network to post to it.
 *
 * @param name as in the product's settings and on the control door
 * @param platform as the API names it
 * @param takes what a post to it may be made of
 * @param publishCall what makes a post, by the simulation's name; faults aim at it
 * @param lookUpCall what tells whether a post is there
 * @param options of every post to it; {@code {account}} is the account's id at the network, {@code {marker}} the post's
 * @param settings of the simulation: with its check for the same post twice switched off, so that nothing hides a second
 *     sending, and with limits beyond the trial's posts
 * @param productSettings below {@code postledger.platforms.NAME}: budgets that the trial's posts would use up, and waits
 */
record TrialNetwork(
        String name,
        String platform,
        Set<TrialContent> takes,
        String publishCall,
        String lookUpCall,
        Map<String, String> options,
        Map<String, Object> settings,
        Map<String, String> productSettings) {
    private static final int UNLIMITED = 1_000_000;

    private static final List<TrialNetwork> ALL = List.of(
            new TrialNetwork(
                    "x",
                    "X",
                    Set.of(TEXT, PHOTO, VIDEO),
                    "tweets.create",
                    "users.tweets",
                    Map.of(),
                    Map.of(
                            "duplicateWindowSeconds",
                            0,
                            "limits",
                            unlimited(
                                    "tweets.create",
                                    "users.tweets",
                                    "users.me",
                                    "media.initialize",
                                    "media.append",
                                    "media.finalize",
                                    "media.status",
                                    "media.metadata"),
                            "appTweetsPer24h",
                            UNLIMITED),
                    budgets("15min", "app-24hour", "media-15min", "media-status-15min", "media-metadata-15min")),
            new TrialNetwork(
                    "facebook",
                    "FACEBOOK",
                    Set.of(TEXT, PHOTO, VIDEO),
                    "feed.create",
                    "posts.list",
                    Map.of(),
                    Map.of("duplicateWindowSeconds", 0, "accountCallsPerHour", UNLIMITED, "appCallsPerHour", UNLIMITED),
                    budgets("account-hour", "app-hour")),
            new TrialNetwork(
                    "instagram",
                    "INSTAGRAM",
                    Set.of(PHOTO, VIDEO),
                    "media.publish",
                    "node.read",
                    Map.of(),
                    Map.of("accountCallsPerHour", UNLIMITED, "appCallsPerHour", UNLIMITED, "postsPerDay", UNLIMITED),
                    with(
                            budgets("account-hour", "app-hour", "posts-day", "containers-day"),
                            "options.check-seconds",
                            "2")),
            new TrialNetwork(
                    "linkedin",
                    "LINKEDIN",
                    Set.of(TEXT, PHOTO, VIDEO),
                    "posts.create",
                    "posts.find",
                    Map.of(),
                    Map.of(
                            "duplicateWindowSeconds",
                            0,
                            "limits",
                            unlimited("posts.create"),
                            "appCallsPerDay",
                            UNLIMITED),
                    budgets("member-day", "app-day")),
            new TrialNetwork(
                    "youtube",
                    "YOUTUBE",
                    Set.of(VIDEO),
                    "videos.upload",
                    "videos.upload.status",
                    Map.of("title", "A film, {marker}"),
                    Map.of("insertsPerDay", UNLIMITED, "unitsPerDay", UNLIMITED),
                    budgets("videos.insert", "units")),
            // Without photos: where the answer to their one call is lost TikTok gives no way to know, and they are
            // parked.
            new TrialNetwork(
                    "tiktok",
                    "TIKTOK",
                    Set.of(VIDEO),
                    "video.upload",
                    "status.fetch",
                    Map.of("privacyLevel", "PUBLIC_TO_EVERYONE"),
                    Map.of(
                            "moderationMs",
                            3_000,
                            "limits",
                            unlimited("creator_info.query", "video.init", "status.fetch", "video.list", "video.query")),
                    budgets("creator_info.query", "video.init", "status.fetch", "video.query")),
            new TrialNetwork(
                    "pinterest",
                    "PINTEREST",
                    Set.of(PHOTO, VIDEO),
                    "pins.create",
                    "boards.list_pins",
                    Map.of("board_id", "{account}1", "title", "A pin, {marker}"),
                    Map.of("standardLimits", unlimited("safety_net", "org_write", "org_read")),
                    budgets("safety_net", "org_write", "org_read")));

    private static Map<String, Integer> unlimited(String... names) {
        return Arrays.stream(names).collect(Collectors.toMap(Function.identity(), name -> UNLIMITED));
    }

    private static Map<String, String> budgets(String... names) {
        return Arrays.stream(names)
                .collect(Collectors.toMap(name -> "limits[" + name + "]", name -> Integer.toString(UNLIMITED)));
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put(name, value);
        return all;
    }

    /** @param names those to use; empty for all that there are */
    static List<TrialNetwork> of(Set<String> names) {
        List<TrialNetwork> chosen = ALL.stream()
                .filter(network -> names.isEmpty() || names.contains(network.name()))
                .toList();
        if (chosen.isEmpty() || !names.isEmpty() && chosen.size() != names.size()) {
            throw new IllegalArgumentException("The trial knows the networks "
                    + ALL.stream().map(TrialNetwork::name).toList() + ", not all of " + names);
        }
        return chosen;
    }

    /** The product's settings for the trial, as options of its JVM. */
    List<String> jvmOptions() {
        return productSettings.entrySet().stream()
                .map(setting -> "-Dpostledger.platforms." + name + "." + setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    /** What a post to the account says to this network alone. */
    Map<String, String> options(TrialAccount account, String marker) {
        return options.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        option -> option.getValue()
                                .replace("{account}", account.externalId())
                                .replace("{marker}", marker)));
    }
}
