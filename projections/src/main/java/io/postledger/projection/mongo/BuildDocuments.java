package io.postledger.projection.mongo;

import io.postledger.projection.Generations.Build;
import io.postledger.projection.Generations.BuildState;
import io.postledger.projection.Generations.Difference;
import io.postledger.projection.Generations.Plan;
import io.postledger.projection.Generations.TargetDifference;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A build as it stands in MongoDB. */
final class BuildDocuments {
    private BuildDocuments() {}

    static Document of(Build build) {
        Plan plan = build.plan();
        return new Document("generation", build.generation())
                .append("compare", plan.compare())
                .append("copy", plan.copy())
                .append("until", plan.until())
                .append("asOf", plan.asOf() == null ? null : plan.asOf().toString())
                .append("state", build.state().name())
                .append("startedAt", Date.from(build.startedAt()))
                .append("events", build.events())
                .append("position", build.position())
                .append("rate", build.rate())
                .append("error", build.error())
                .append("accepted", build.accepted())
                .append("difference", build.difference() == null ? null : of(build.difference()));
    }

    private static Document of(Difference difference) {
        return new Document("letters", difference.letters())
                .append(
                        "targets",
                        difference.targets().stream()
                                .map(target -> new Document("target", target.target())
                                        .append("keys", target.keys())
                                        .append("examples", target.examples()))
                                .toList());
    }

    static Build build(Document stored) {
        String asOf = stored.getString("asOf");
        return new Build(
                stored.getInteger("generation"),
                new Plan(
                        stored.getBoolean("compare", false),
                        stored.getString("copy"),
                        stored.getLong("until"),
                        asOf == null ? null : Instant.parse(asOf)),
                BuildState.valueOf(stored.getString("state")),
                stored.getDate("startedAt").toInstant(),
                stored.getLong("events"),
                stored.getLong("position"),
                stored.getDouble("rate"),
                stored.getString("error"),
                stored.getBoolean("accepted", false),
                difference(stored.get("difference", Document.class)));
    }

    private static @Nullable Difference difference(@Nullable Document stored) {
        if (stored == null) {
            return null;
        }
        List<TargetDifference> targets = stored.getList("targets", Document.class).stream()
                .map(target -> new TargetDifference(
                        target.getString("target"), target.getLong("keys"), target.getList("examples", String.class)))
                .toList();
        return new Difference(stored.getInteger("letters"), targets);
    }
}
