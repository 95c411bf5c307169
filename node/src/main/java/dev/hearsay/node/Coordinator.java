package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.Reading;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.request.ClientReply;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.Outcome.Reason;
import dev.hearsay.api.rule.QuorumPolicy;
import dev.hearsay.api.rule.ReplicaSet;
import dev.hearsay.api.rule.Verdict;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.node.message.ReplicaMessage;
import dev.hearsay.node.message.ReplicaMessage.Fetched;
import dev.hearsay.node.message.ReplicaMessage.Stored;
import dev.hearsay.node.wiring.CoordinatorSettings;
import dev.hearsay.node.wiring.QuorumSettings.ReadRepair;
import java.time.Duration;

/**
 * Carries out gets and puts (DeCandia et al., <i>Dynamo</i>, SOSP 2007, section 4.5): place, ask, tally, judge, reply, repair.
 *
 * <p>Every operation is answered once. <em>Refused</em> is only said before a replica was asked to store anything; afterwards a
 * write that does not find its quorum is <em>unknown</em>.
 */
final class Coordinator {
    private final NodeParts parts;
    private final Versioning versioning;
    private final QuorumPolicy policy;
    private final Environment environment;
    private final Peers peers;
    private final Admission admission;
    private final Naming naming;
    private final ReadRepairs readRepairs;
    private final Hedging hedging;
    private final Repairs repairs;
    private final InFlight operations;
    private Sender<ReplicaMessage> replicas;
    private Replies replies;

    /** Sends an answer to whoever asked. */
    @FunctionalInterface
    interface Replies {
        void send(Address client, ClientReply reply);
    }

    Coordinator(NodeParts parts, QuorumPolicy policy, Peers peers, Storing storing) {
        this.parts = parts;
        this.versioning = parts.versioning();
        this.policy = policy;
        this.environment = parts.ports().environment("coordinator");
        this.peers = peers;
        this.repairs = storing.repairs();
        this.admission = new Admission(parts.settings(), parts.ports()::latenessNanos);
        this.naming = new Naming(parts, environment, admission, storing);
        this.readRepairs = new ReadRepairs(parts, peers);
        this.hedging = new Hedging(parts);
        CoordinatorSettings settings = parts.settings().coordinator();
        this.operations =
                new InFlight(settings.maxInFlight(), settings.maxInFlightBytes().bytes() / 4);
    }

    void start(Sender<ReplicaMessage> quorum, Sender<ReplicaMessage> readRepair, Replies clientReplies) {
        replicas = quorum;
        replies = clientReplies;
        readRepairs.sendBy(readRepair);
    }

    void receive(Address client, ClientRequest request) {
        if (operations.contains(request.id())) {
            // The network brought it twice.
            return;
        }
        ReplicaSet replicaSet = peers.view().replicas(request.key());
        Overload overload = admission.overload(operations);
        if (overload != null) {
            refuse(client, request, overload);
            return;
        }
        Reason objection = admission.objection(request, replicaSet);
        if (objection != null) {
            refuse(client, request, objection);
            return;
        }
        Operation operation = admission.admit(new Operation.Request(request, client, replicaSet));
        if (!reachable(operation)) {
            refuse(client, request, Reason.TOO_FEW_REPLICAS);
        } else if (operation instanceof Operation.Read read) {
            get(read);
        } else {
            put((Operation.Write) operation);
        }
    }

    private void refuse(Address client, ClientRequest request, Overload overload) {
        parts.listener().overloaded(parts.self(), overload);
        refuse(client, request, Reason.OVERLOADED);
    }

    private void refuse(Address client, ClientRequest request, Reason reason) {
        Outcome outcome = new Outcome.Refused(reason);
        parts.listener().answered(parts.self(), request, outcome, 0);
        replies.send(client, new ClientReply(request.id(), outcome));
    }

    /** Whether enough replicas are thought to answer. Asking fewer would promise what cannot be kept. */
    private boolean reachable(Operation operation) {
        operation.suspect(peers.suspected(operation.replicas));
        long candidates = policy.ask(operation.intent, operation.replicas, operation) & ~operation.suspected();
        return Long.bitCount(candidates) >= operation.intent.required();
    }

    private void get(Operation.Read read) {
        read.merged = versioning.empty();
        read.holdsBack = hedging.begins();
        begin(read);
    }

    private void put(Operation.Write write) {
        Reason objection = naming.name(write);
        if (objection == null) {
            begin(write);
        } else if (objection == Reason.OVERLOADED) {
            refuse(write.client, write.request, Overload.MINTED);
        } else {
            refuse(write.client, write.request, objection);
        }
    }

    private void begin(Operation operation) {
        operations.add(operation);
        if (operation instanceof Operation.Write write) {
            operations.holds(write, write.cell);
        }
        operation.begunNanos = environment.nanoTime();
        arm(operation);
        advance(operation);
    }

    /** Asks whom the policy wants asked, and looks where the operation stands, until nothing changes. */
    private void advance(Operation operation) {
        long before;
        do {
            before = operation.failed();
            long wanted = policy.ask(operation.intent, operation.replicas, operation) & ~operation.asked();
            if (operation instanceof Operation.Read read && read.holdsBack) {
                wanted = hedging.first(read, wanted);
            }
            operation.ask(wanted);
            send(operation, wanted);
        } while (operation.failed() != before);
        Verdict verdict = policy.judge(operation.intent, operation.replicas, operation);
        if (verdict == Verdict.MET) {
            met(operation);
        } else if (verdict == Verdict.LOST) {
            end(operation, lost(operation));
        }
    }

    private void send(Operation operation, long ranks) {
        for (long rest = ranks; rest != 0; rest &= rest - 1) {
            int rank = Long.numberOfTrailingZeros(rest);
            Address address = peers.view().address(operation.replicas.member(rank));
            if (address == null || !replicas.send(address, question(operation, rank))) {
                operation.answer(rank, false);
            }
        }
    }

    private ReplicaMessage question(Operation operation, int rank) {
        int owner = policy.standsInFor(operation.intent, operation.replicas, operation, rank);
        return operation.question(rank, owner < 0 ? null : operation.replicas.member(owner));
    }

    /** A replica answered: tally it. */
    void receive(ReplicaMessage answer) {
        Operation operation = operations.get(answer.request());
        if (operation instanceof Operation.Read read && answer instanceof Fetched fetched) {
            fetched(read, fetched);
        } else if (operation instanceof Operation.Read read && answer instanceof Stored stored) {
            repaired(read, stored);
        } else if (operation instanceof Operation.Write write && answer instanceof Stored stored) {
            stored(write, stored);
        }
    }

    private void fetched(Operation.Read read, Fetched fetched) {
        if (!read.answer(fetched.rank(), fetched.whole())) {
            return;
        }
        if (fetched.whole()) {
            read.returned(fetched.rank(), fetched.cell());
            operations.holds(read, fetched.cell());
        }
        if (read.repairing != 0) {
            // The answer is fixed: it is what the owners are being brought to.
            return;
        }
        if (fetched.whole()) {
            read.merged = versioning.merge(read.merged, fetched.cell());
        }
        if (!read.answered) {
            advance(read);
        } else if (read.silent() == 0) {
            repair(read);
        } else {
            endSurplus();
        }
    }

    private void stored(Operation.Write write, Stored stored) {
        if (write.answer(stored.rank(), stored.stored())) {
            if (!stored.stored()) {
                leaveToAntiEntropy(write, stored.rank());
            }
            advance(write);
        }
    }

    /** A stand-in could not keep a hint: the owner it was for will lack the write until the ranges are compared. */
    private void leaveToAntiEntropy(Operation.Write write, int rank) {
        int owner = policy.standsInFor(write.intent, write.replicas, write, rank);
        if (owner >= 0) {
            repairs.needed(write.key(), write.replicas.member(owner));
        }
    }

    private void met(Operation operation) {
        if (operation instanceof Operation.Write write) {
            parts.listener().committed(parts.self(), write.id(), write.key(), environment.nanoTime());
            Reading reading = versioning.read(write.cell);
            admission.warn(parts, write.request.mutation(), reading);
            Reading told = admission.afterWrite(write.request.mutation(), reading);
            end(write, new Outcome.Done(told, write.dot, answered(write)));
            return;
        }
        Operation.Read read = (Operation.Read) operation;
        if (parts.settings().quorum().readRepair() == ReadRepair.BLOCKING) {
            read.repairing = readRepairs.lacking(read);
            if (read.repairing != 0) {
                readRepairs.bringUp(read, replicas);
                return;
            }
        }
        found(read);
    }

    /** With blocking read repair: one more replica of the quorum holds the merge. */
    private void repaired(Operation.Read read, Stored stored) {
        long bit = 1L << stored.rank();
        if (read.answered || (read.repairing & bit) == 0 || !readRepairs.isCurrent(read, stored)) {
            return;
        }
        if (stored.stored()) {
            read.repairing &= ~bit;
            if (read.repairing == 0) {
                found(read);
            }
        } else if (readRepairs.without(read, stored.rank())) {
            advance(read);
        } else {
            end(read, lost(read));
        }
    }

    private void found(Operation.Read read) {
        Outcome outcome = new Outcome.Done(versioning.read(read.merged), null, answered(read));
        if (parts.settings().quorum().readRepair() == ReadRepair.NONE) {
            end(read, outcome);
            return;
        }
        reply(read, outcome);
        read.timer.cancel();
        if (read.silent() == 0) {
            repair(read);
        } else {
            read.timer = environment.after(parts.settings().coordinator().linger(), () -> repair(read));
            operations.lingers(read);
            endSurplus();
        }
    }

    private void endSurplus() {
        for (Operation.Read oldest = operations.surplus(); oldest != null; oldest = operations.surplus()) {
            repair(oldest);
        }
    }

    /** Ranks mean something only together with the topology: none is named if it has changed meanwhile. */
    private Outcome.Answered answered(Operation operation) {
        if (!operation.request.detailed()) {
            return null;
        }
        View view = peers.view();
        boolean same = view.replicas(operation.key()) == operation.replicas;
        return new Outcome.Answered(operation.acked(), same ? view.topology().version() : 0);
    }

    /** After the answer: what the stragglers returned counts too. */
    private void repair(Operation.Read read) {
        read.timer.cancel();
        operations.remove(read);
        readRepairs.fill(read);
    }

    private Outcome lost(Operation operation) {
        return operation instanceof Operation.Read read && read.round == 0
                ? new Outcome.Refused(Reason.TOO_FEW_REPLICAS)
                : new Outcome.Unknown(Reason.TOO_FEW_REPLICAS);
    }

    private void arm(Operation operation) {
        Duration gap = operation.schedule.gap(operation.attempt);
        Duration hedge = parts.settings().coordinator().hedge().after();
        if (operation instanceof Operation.Read read && read.holdsBack && hedge.compareTo(gap) < 0) {
            operation.timer = environment.after(hedge, () -> askOneMore(read, gap.minus(hedge)));
        } else {
            operation.timer = environment.after(gap, () -> due(operation));
        }
    }

    /** Those that were asked take long. */
    private void askOneMore(Operation.Read read, Duration rest) {
        read.timer = environment.after(rest, () -> due(read));
        if (hedging.affords()) {
            read.extra++;
            advance(read);
        }
    }

    /** Time to ask again those that did not answer, or to give up. */
    private void due(Operation operation) {
        if (operation.schedule.last(operation.attempt)) {
            end(operation, new Outcome.Unknown(Reason.TIMEOUT));
            return;
        }
        operation.attempt++;
        operation.suspect(peers.suspected(operation.replicas));
        if (operation instanceof Operation.Read read) {
            read.holdsBack = false;
        }
        arm(operation);
        if (operation instanceof Operation.Read read && read.repairing != 0) {
            readRepairs.bringUp(read, replicas);
            return;
        }
        send(operation, operation.silent());
        advance(operation);
    }

    private void end(Operation operation, Outcome outcome) {
        operation.timer.cancel();
        operations.remove(operation);
        reply(operation, outcome);
    }

    private void reply(Operation operation, Outcome outcome) {
        operation.answered = true;
        parts.listener()
                .answered(parts.self(), operation.request, outcome, environment.nanoTime() - operation.begunNanos);
        replies.send(operation.client, new ClientReply(operation.id(), outcome));
    }

    /** Writes that were named here and are not stored here. */
    int minted() {
        return naming.unstored();
    }

    /** Operations that are not answered. */
    int inFlight() {
        return operations.size();
    }
}
