package io.postledger.saga.privacy;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.privacy.BeginErasure;
import io.postledger.api.privacy.CertifyErasure;
import io.postledger.api.privacy.ErasureId;
import io.postledger.api.privacy.Purged;
import io.postledger.api.projection.ChangeRebuild;
import io.postledger.api.projection.CopyProjection;
import io.postledger.api.projection.FindProjections;
import io.postledger.api.projection.ProjectionList;
import io.postledger.api.projection.ProjectionView;
import io.postledger.api.projection.RebuildProjection;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.CloseWorkspace;
import io.postledger.api.workspace.RemoveMember;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.messaging.ProcessCommands;
import io.postledger.privacy.PostgresSubjectKeys;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of an erasure. Each may be done again, after whatever ended it. */
@Component
class Erasing {
    private static final String PROCESS = "erasure";
    private static final int ANSWER_SECONDS = 30;
    /** State of a build that waits for a person. */
    private static final String DIFFERENT = "DIFFERENT";

    private static final Logger LOG = LoggerFactory.getLogger(Erasing.class);

    /** There is nothing to wait for: who asks again, or lifts the hold, has it begin by that. */
    private static final Set<RejectionCode> NOT_TO_BE =
            Set.of(RejectionCode.ERASURE_NOT_FOUND, RejectionCode.ERASURE_NOT_DUE, RejectionCode.LEGAL_HOLD);

    private final ProcessCommands commands;
    private final QueryGateway queries;
    private final PostgresSubjectKeys keys;
    private final KeptOfSubject kept;
    private final Clock clock;

    Erasing(CommandGateway gateway, QueryGateway queries, PostgresSubjectKeys keys, KeptOfSubject kept, Clock clock) {
        this.commands = new ProcessCommands(gateway, PROCESS);
        this.queries = queries;
        this.keys = keys;
        this.kept = kept;
        this.clock = clock;
    }

    /** Whether the question is settled: begun, or not to be. */
    boolean begin(String erasureId) {
        try {
            commands.send(null, new BeginErasure(new ErasureId(erasureId)));
            return true;
        } catch (RejectedException e) {
            LOG.info("Erasure {} does not begin: {}", erasureId, e.code());
            return NOT_TO_BE.contains(e.code());
        }
    }

    /** Does the work's stage; what is to be done next, nothing where it is certified. */
    Optional<ErasureWork> go(ErasureWork work) {
        return switch (work.stage()) {
            case FORGET -> Optional.of(forget(work));
            case REBUILD -> {
                // Until now another node may have read what it still had the key for, and written it down.
                kept.purge(work.subject());
                yield Optional.of(rebuild(work));
            }
            case AWAIT_REBUILDS -> Optional.of(isRebuilt(work) ? work.rebuilt(views(work)) : work);
            case CERTIFY -> {
                certify(work);
                yield Optional.empty();
            }
        };
    }

    /**
     * First what could still send something out, then the key: a post must not go out with a text that reads as erased.
     * Events of a person have nothing but the person's id in any view, so that no view has to be made again.
     */
    private ErasureWork forget(ErasureWork work) {
        List<Purged> purged = new ArrayList<>(kept.purge(work.subject()));
        Instant destroyedAt = keys.destroy(work.subject(), clock.instant());
        boolean isPerson = ErasureId.isPerson(work.subject());
        if (!isPerson) {
            commands.send(work.subject(), new CloseWorkspace(new WorkspaceId(work.subject())));
        }
        for (String workspace : work.workspaces()) {
            leave(workspace, work.subject());
        }
        return work.forgotten(destroyedAt, isPerson ? ErasureWork.Stage.CERTIFY : ErasureWork.Stage.REBUILD, purged);
    }

    private void leave(String workspace, String person) {
        try {
            commands.send(workspace, new RemoveMember(new WorkspaceId(workspace), new UserId(person)));
        } catch (RejectedException e) {
            if (e.code() != RejectionCode.MEMBER_NOT_FOUND) {
                throw e;
            }
        }
    }

    /** Notes which generation each projection will have read nothing of the subject in, and which copies have. */
    private ErasureWork rebuild(ErasureWork work) {
        Map<String, Integer> generations = new HashMap<>();
        List<ErasureWork.OldCopy> copies = new ArrayList<>();
        for (ProjectionView projection : projections()) {
            projection
                    .copies()
                    .forEach(copy -> copies.add(
                            new ErasureWork.OldCopy(projection.name(), copy.name(), copy.generation(), copy.until())));
            ProjectionView.Rebuild underWay = projection.rebuild();
            if (underWay != null) {
                // It may have read events before the key was gone.
                throw new IllegalStateException(
                        "Projection " + projection.name() + " is being built for another reason");
            }
        }
        for (ProjectionView projection : projections()) {
            ProjectionView asked =
                    commands.ask(new RebuildProjection(projection.name(), false), ProjectionView.class, ANSWER_SECONDS);
            generations.put(
                    projection.name(),
                    asked.rebuild() == null
                            ? asked.generation()
                            : asked.rebuild().generation());
        }
        return work.rebuilding(generations, copies);
    }

    private boolean isRebuilt(ErasureWork work) {
        List<ProjectionView> projections = projections();
        projections.forEach(projection -> accept(projection, work));
        boolean areCopiesNew = true;
        for (ErasureWork.OldCopy copy : work.copies()) {
            areCopiesNew &= isMadeAnew(copy, projections);
        }
        return areCopiesNew
                && projections.stream()
                        .allMatch(projection ->
                                projection.generation() >= work.generations().getOrDefault(projection.name(), 0)
                                        && projection.old().isEmpty());
    }

    /** Takes a copy as of a position away and has it made again, as of the same: that has nothing of the subject. */
    private boolean isMadeAnew(ErasureWork.OldCopy copy, List<ProjectionView> projections) {
        Optional<ProjectionView.Copy> now = projections.stream()
                .filter(projection -> projection.name().equals(copy.projection()))
                .flatMap(projection -> projection.copies().stream())
                .filter(one -> one.name().equals(copy.name()))
                .findFirst();
        if (now.isPresent() && now.get().generation() > copy.generation()) {
            return true;
        }
        commands.ask(
                now.isPresent()
                        ? new ChangeRebuild(copy.projection(), copy.name(), ChangeRebuild.Change.CANCEL)
                        : new CopyProjection(copy.projection(), copy.name(), copy.until(), null),
                ProjectionView.class,
                ANSWER_SECONDS);
        return false;
    }

    /**
     * Where an event cannot be read any more, what was built lacks what is read, and would wait for a person. What is read has what
     * was erased: so it is not waited for. The event is a letter, and shown as such.
     */
    private void accept(ProjectionView projection, ErasureWork work) {
        ProjectionView.Rebuild built = projection.rebuild();
        if (built != null
                && built.state().equals(DIFFERENT)
                && Objects.equals(work.generations().get(projection.name()), built.generation())) {
            LOG.warn(
                    "Erasure {}: {} is read from now on although events could not be read for it; they are set aside",
                    work.erasureId(),
                    projection.name());
            commands.ask(
                    new ChangeRebuild(projection.name(), null, ChangeRebuild.Change.SWITCH),
                    ProjectionView.class,
                    ANSWER_SECONDS);
        }
    }

    private List<ProjectionView> projections() {
        return queries.query(
                        FindProjections.class.getName(),
                        new GenericMessage<>(
                                new FindProjections(),
                                Map.of(MessageContext.ACTOR, MessageContext.PROCESS_PREFIX + PROCESS)),
                        ResponseTypes.instanceOf(ProjectionList.class))
                .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .join()
                .items();
    }

    private static List<Purged> views(ErasureWork work) {
        return work.generations().keySet().stream()
                .sorted()
                .map(name -> new Purged("MongoDB and ClickHouse", name, -1))
                .toList();
    }

    private void certify(ErasureWork work) {
        commands.send(
                null,
                new CertifyErasure(
                        new ErasureId(work.erasureId()), work.keyDestroyedAt(), changeMaster(), work.purged()));
    }

    /** So that a copy of the keys' table from before is of no use any more. */
    private boolean changeMaster() {
        try {
            int wrapped = keys.changeMaster();
            LOG.info("The master key was changed; {} keys are wrapped anew", wrapped);
            return true;
        } catch (IOException e) {
            LOG.warn("The master key's file cannot be written: change the key, or older copies stay readable with it");
            return false;
        }
    }
}
