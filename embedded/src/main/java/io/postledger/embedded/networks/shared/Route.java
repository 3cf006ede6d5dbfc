package io.postledger.embedded.networks.shared;

import io.postledger.embedded.networks.Call;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One call that a network has.
 *
 * @param name for faults and counts, for example {@code tweets.create}
 * @param path its whole; groups are the parts that vary
 * @param scopes that its token must have
 * @param parameters of the query; others are refused
 */
public record Route(String name, String method, Pattern path, Set<String> scopes, Set<String> parameters) {

    public static Route of(String name, String method, String path, Set<String> scopes, Set<String> parameters) {
        return new Route(name, method, Pattern.compile(path), scopes, parameters);
    }

    public boolean matches(Call call) {
        return method.equals(call.method()) && isAt(call);
    }

    /** Whatever the method. */
    public boolean isAt(Call call) {
        return path.matcher(call.path()).matches();
    }

    /** The parts of the path that vary, in order. */
    public List<String> parts(Call call) {
        Matcher matcher = path.matcher(call.path());
        if (!matcher.matches()) {
            return List.of();
        }
        MatchResult result = matcher.toMatchResult();
        return IntStream.rangeClosed(1, result.groupCount())
                .mapToObj(result::group)
                .toList();
    }

    public Optional<String> unknownParameter(Call call) {
        return Checks.unknown(call.query().keySet(), parameters);
    }
}
