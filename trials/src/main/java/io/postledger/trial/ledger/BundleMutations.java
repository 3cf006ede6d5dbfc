package io.postledger.trial.ledger;

import io.postledger.ledger.Finding.Code;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does something to a bundle that nobody may do, as whoever has the file could. */
final class BundleMutations {
    private static final Pattern INDEX = Pattern.compile("^\\{\"type\":\"(event|block)\",\"index\":(\\d+),");
    private static final Pattern HEAD = Pattern.compile("\"head\":\\{[^}]*}");
    private static final int HASH_DIGITS = 64;
    private static final int KINDS = 9;
    private static final Code[] OF_MANIFEST = {
        Code.BUNDLE_UNREADABLE,
        Code.FORMAT_UNKNOWN,
        Code.MANIFEST_ALTERED,
        Code.KEY_UNKNOWN,
        Code.HEAD_ALTERED,
        Code.BUNDLE_CUT_OFF
    };

    private final List<byte[]> lines = new ArrayList<>();
    private final List<Integer> events = new ArrayList<>();
    private final byte[] other;
    private final byte[] foreign;
    private final Random random;

    /** What was made of it. */
    record Made(byte[] bundle, Mutation mutation) {}

    /**
     * @param other another bundle of the same installation
     * @param foreign line of an event that is not in it
     */
    BundleMutations(byte[] bundle, byte[] other, byte[] foreign, Random random) {
        this.other = other;
        this.foreign = foreign;
        this.random = random;
        for (int from = 0, at = 0; at < bundle.length; at++) {
            if (bundle[at] == '\n') {
                lines.add(Arrays.copyOfRange(bundle, from, at + 1));
                from = at + 1;
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            if (text(i).startsWith("{\"type\":\"event\"")) {
                events.add(i);
            }
        }
    }

    private String text(int line) {
        return new String(lines.get(line), StandardCharsets.UTF_8);
    }

    private int anEvent() {
        return events.get(random.nextInt(events.size()));
    }

    private long first(int line) {
        Matcher matcher = INDEX.matcher(text(line));
        return matcher.find() ? Long.parseLong(matcher.group(2)) : -1;
    }

    private long last(int line) {
        String text = text(line);
        if (!text.startsWith("{\"type\":\"block\"")) {
            return first(line);
        }
        int leaves = text.indexOf("\"leaves\":\"") + 10;
        return first(line) + (text.indexOf('"', leaves) - leaves) / HASH_DIGITS - 1;
    }

    Made next() {
        List<byte[]> changed = new ArrayList<>(lines);
        int line = anEvent();
        return switch (random.nextInt(KINDS)) {
            case 0, 1 -> flip(changed);
            case 2 -> {
                changed.set(
                        line,
                        text(line).replaceFirst("\"actor\\\\\":\\\\\"", "$0x").getBytes(StandardCharsets.UTF_8));
                yield made(changed, Mutation.at("bundle: edited", first(line)));
            }
            case 3 -> {
                changed.remove(line);
                yield made(changed, Mutation.at("bundle: deleted", first(line)));
            }
            case 4 -> {
                changed.add(line, foreign);
                yield made(changed, Mutation.ofWhole("bundle: inserted", Code.EVENT_ADDED));
            }
            case 5 -> {
                changed.add(anEvent(), lines.get(line));
                yield made(changed, Mutation.at("bundle: duplicated", first(line)));
            }
            case 6 -> {
                int place = random.nextInt(events.size() - 1);
                line = events.get(place);
                int next = events.get(place + 1);
                changed.set(line, lines.get(next));
                changed.set(next, lines.get(line));
                yield made(changed, Mutation.over("bundle: reordered", first(line), first(next)));
            }
            case 7 -> {
                byte[] whole = joined(changed);
                byte[] cut = Arrays.copyOf(
                        whole, joined(lines.subList(0, line)).length + random.nextInt(lines.get(line).length));
                yield new Made(cut, Mutation.over("bundle: cut off", first(line), Long.MAX_VALUE));
            }
            default -> swapped(changed);
        };
    }

    private Made flip(List<byte[]> changed) {
        int line = random.nextInt(lines.size());
        byte[] altered = lines.get(line).clone();
        int at = random.nextInt(altered.length);
        altered[at] ^= (byte) (1 << random.nextInt(8));
        changed.set(line, altered);
        if (line < 2) {
            return made(changed, Mutation.ofWhole("bundle: bit of the manifest", OF_MANIFEST));
        }
        // Without its end a line takes the next one with it; and what a block proves ends with its last event.
        boolean isEnd = at == altered.length - 1;
        int next = Math.min(line + 1, lines.size() - 1);
        return made(changed, Mutation.over("bundle: bit", first(line), Math.max(last(line), isEnd ? last(next) : 0)));
    }

    private Made swapped(List<byte[]> changed) {
        if (random.nextBoolean()) {
            List<String> heads =
                    HEAD.matcher(text(0)).results().map(MatchResult::group).toList();
            changed.set(0, text(0).replace(heads.get(0), heads.get(1)).getBytes(StandardCharsets.UTF_8));
            return made(changed, Mutation.ofWhole("bundle: swapped head", Code.MANIFEST_ALTERED));
        }
        String[] others = new String(other, StandardCharsets.UTF_8).split("\n", 3);
        changed.set(1, (others[1] + "\n").getBytes(StandardCharsets.UTF_8));
        return made(changed, Mutation.ofWhole("bundle: swapped signature", Code.MANIFEST_ALTERED, Code.KEY_UNKNOWN));
    }

    private Made made(List<byte[]> changed, Mutation mutation) {
        return new Made(joined(changed), mutation);
    }

    private static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lines.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
