package io.postledger.projection;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.projection.FindLetters;
import io.postledger.api.projection.LetterList;
import io.postledger.api.projection.LettersRetried;
import io.postledger.api.projection.RetryLetters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.Configuration;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** Shows the operator what projections have set aside, and has it retried. */
class LetterDesk {
    /** Shorter than a caller waits for an answer. */
    private static final Duration RETRY_AT_MOST = Duration.ofSeconds(10);

    private final ProjectionRegistry registry;
    private final Generations generations;
    private final Supplier<Configuration> configuration;

    LetterDesk(ProjectionRegistry registry, Generations generations, Supplier<Configuration> configuration) {
        this.registry = registry;
        this.generations = generations;
        this.configuration = configuration;
    }

    /** A letter and the generation that it is missing in. */
    private record Found(int generation, Letter letter) {}

    @QueryHandler
    LetterList find(FindLetters query) {
        requireLimit(query.limit(), FindLetters.MOST);
        List<Found> all = letters(registry.require(query.projection()), wanted(query.sequence()));
        return new LetterList(
                all.stream()
                        .limit(query.limit())
                        .map(found -> view(found, query.payload()))
                        .toList(),
                all.size());
    }

    @CommandHandler
    LettersRetried handle(RetryLetters command) throws Exception {
        ProjectionRegistry.Entry entry = registry.requireHere(command.projection());
        Predicate<String> wanted = wanted(command.sequence());
        List<Found> before = letters(entry, wanted);
        if (before.isEmpty() && command.sequence() != null) {
            throw new RejectedException(
                    RejectionCode.LETTER_NOT_FOUND,
                    "There are no letters of this sequence",
                    Map.of("sequence", command.sequence()));
        }
        LetterRetry retry = new LetterRetry(entry, configuration.get());
        int takenIn = 0;
        boolean timeIsOver = false;
        List<Integer> withLetters =
                before.stream().map(Found::generation).distinct().toList();
        for (int generation : withLetters) {
            LetterRetry.Outcome outcome = retry.run(generation, wanted, RETRY_AT_MOST.dividedBy(withLetters.size()));
            takenIn += outcome.takenIn();
            timeIsOver |= outcome.timeIsOver();
        }
        return new LettersRetried(takenIn, letters(entry, wanted).size(), timeIsOver);
    }

    private List<Found> letters(ProjectionRegistry.Entry entry, Predicate<String> wanted) {
        return generations.of(entry.name()).kept().stream()
                .flatMap(generation -> entry.letters().box(generation).all().stream()
                        .filter(letter -> wanted.test(letter.sequence()))
                        .map(letter -> new Found(generation, letter)))
                .toList();
    }

    /** Rejected: INVALID_REQUEST. */
    private static void requireLimit(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST,
                    "The limit is from 1 to " + most,
                    Map.of("limit", Integer.toString(most)));
        }
    }

    private static Predicate<String> wanted(@Nullable String sequence) {
        return sequence == null ? any -> true : sequence::equals;
    }

    private LetterList.Letter view(Found found, boolean payload) {
        Letter letter = found.letter();
        return new LetterList.Letter(
                found.generation(),
                letter.sequence(),
                letter.source().aggregateId(),
                letter.source().sequence(),
                letter.source().position(),
                letter.event(),
                letter.setAsideAt(),
                letter.cause(),
                letter.failures(),
                payload ? payload(letter) : null);
    }

    /** As it stands in the log: a payload that its class can no longer be read from may be what the handler fails at. */
    private String payload(Letter letter) {
        Configuration axon = configuration.get();
        return StoredPayload.of(LetterRetry.event(axon, letter), axon.eventStore(), axon.eventSerializer());
    }
}
