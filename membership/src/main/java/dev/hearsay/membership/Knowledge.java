package dev.hearsay.membership;

import dev.hearsay.api.Member;
import dev.hearsay.api.Member.State;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What one member knows of all: their records and heartbeats, its own among them. What others say is merged into it.
 *
 * <p>Three things hold. Records only ever give way to newer ones ({@link Precedence}), and a member that is gone does not come back
 * as long as its end is remembered. Heartbeats only grow while the incarnation lasts. Nobody but this member says what its record
 * is: whoever claims otherwise is outdone with a higher version, unless the claim ends this incarnation.
 */
final class Knowledge {
    /** Processes number their incarnations by milliseconds, 41 bits; the sum over ten thousand members stays within 63. */
    private static final int INCARNATION_SHIFT = 8;

    private final int mostMembers;
    private final Departed departed;
    /** Told of the places of members whose heartbeat grew. */
    private final IntConsumer pulse;

    private Member self;
    private Roster roster;
    private long[] heartbeats;
    /** Whether a message points at {@link #heartbeats}: then they are copied before they change. */
    private boolean shared;

    private int own;
    private long overruledBy = -1;

    Knowledge(Member self, Iterable<Member> known, GossipSettings settings, IntConsumer pulse) {
        this.self = self;
        this.mostMembers = settings.maxMembers();
        this.departed = new Departed(settings.forgetAfter(), settings.maxForgotten());
        this.pulse = pulse;
        this.roster = Roster.of(known).with(List.of(self));
        this.heartbeats = new long[roster.size()];
        this.own = roster.placeOf(self.id().name());
    }

    Member self() {
        return self;
    }

    Roster roster() {
        return roster;
    }

    long heartbeat(int place) {
        return heartbeats[place];
    }

    /** Where this member itself stands in the roster. */
    int own() {
        return own;
    }

    /** The incarnation that put an end to this one; below 0 while there is none. */
    long overruledBy() {
        return overruledBy;
    }

    /** Another sign of life. */
    void beat() {
        beats()[own]++;
    }

    /** Not to be changed by the receiver, and from now on not by the owner. */
    Digest digest(int from, int to) {
        shared = true;
        return Digest.of(roster.stamps(), heartbeats, from, to);
    }

    /** Takes in the heartbeats of a digest, and finds what its sender lacks and what is to be asked of it. */
    void compare(Digest theirs, Answer answer) {
        Stamps others = theirs.stamps();
        Stamps mine = roster.stamps();
        int j = theirs.beginIn(mine);
        int end = theirs.endIn(mine);
        for (int i = theirs.from(); i < theirs.to(); i++) {
            MemberId id = others.id(i);
            while (j < end && mine.id(j) != id && mine.id(j).name().compareTo(id.name()) < 0) {
                unknownThere(j++, answer);
            }
            if (j < end && mine.id(j).name().equals(id.name())) {
                compare(theirs, i, j++, answer);
            } else {
                unknownHere(others, i, answer);
            }
        }
        while (j < end) {
            unknownThere(j++, answer);
        }
    }

    private void compare(Digest theirs, int i, int j, Answer answer) {
        Stamps others = theirs.stamps();
        Stamps mine = roster.stamps();
        if (!mine.same(j, others, i)) {
            int order = Precedence.compare(mine, j, others, i);
            if (order < 0) {
                answer.want(others.id(i).name());
            } else {
                answer.record(roster.member(j));
            }
            if (mine.id(j).incarnation() != others.id(i).incarnation()) {
                return;
            }
        }
        long heartbeat = theirs.heartbeat(i);
        if (heartbeat > heartbeats[j]) {
            raise(j, heartbeat);
        } else if (heartbeat < heartbeats[j]) {
            answer.beat(mine.id(j), heartbeats[j]);
        }
    }

    /** Whoever does not know a member has nothing to learn from its end. */
    private void unknownThere(int place, Answer answer) {
        if (roster.stamps().state(place) != State.GONE) {
            answer.record(roster.member(place));
        }
    }

    private void unknownHere(Stamps others, int i, Answer answer) {
        if (others.state(i) == State.GONE) {
            return;
        }
        Member end = departed.endOf(others.id(i));
        if (end != null) {
            answer.record(end);
        } else {
            answer.want(others.id(i).name());
        }
    }

    /** Takes in heartbeats; those of incarnations that are not known mean nothing. */
    void raise(Beats beats) {
        int guess = 0;
        for (int i = 0; i < beats.size(); i++) {
            int place = roster.stamps().placeOf(beats.id(i), guess);
            if (place >= 0) {
                guess = place + 1;
                if (beats.heartbeat(i) > heartbeats[place]) {
                    raise(place, beats.heartbeat(i));
                }
            }
        }
    }

    private void raise(int place, long heartbeat) {
        beats()[place] = heartbeat;
        pulse.accept(place);
    }

    private long[] beats() {
        if (shared) {
            heartbeats = heartbeats.clone();
            shared = false;
        }
        return heartbeats;
    }

    /** This member's record from now on. */
    void become(Member record, long now) {
        self = record;
        take(List.of(record), now);
    }

    /** The records of those that are known of these. */
    List<Member> records(List<String> names) {
        List<Member> records = new ArrayList<>();
        for (String name : names) {
            int place = roster.placeOf(name);
            if (place >= 0) {
                records.add(roster.member(place));
            }
        }
        return records;
    }

    /** Takes in records. True if the roster changed, or this incarnation is over. */
    boolean learn(List<Member> records, long now) {
        List<Member> news = new ArrayList<>();
        int strangers = 0;
        for (Member record : records) {
            int place = roster.placeOf(record.id().name());
            if (place == own) {
                aboutSelf(record, news);
            } else if (place >= 0) {
                if (Precedence.compare(record, roster.member(place)) > 0) {
                    news.add(record);
                }
            } else if (admitted(record, roster.size() + strangers)) {
                strangers++;
                news.add(record);
            }
        }
        if (!news.isEmpty()) {
            take(news, now);
        }
        return !news.isEmpty() || overruledBy >= 0;
    }

    private boolean admitted(Member stranger, int known) {
        return stranger.state() != State.GONE && departed.endOf(stranger.id()) == null && known < mostMembers;
    }

    private void aboutSelf(Member claim, List<Member> news) {
        if (Precedence.compare(claim, self) <= 0) {
            return;
        }
        boolean cannotBeOutdone = claim.state() == State.GONE || claim.version() == Long.MAX_VALUE;
        if (claim.id().incarnation() > self.id().incarnation() || cannotBeOutdone) {
            overruledBy = Math.max(overruledBy, claim.id().incarnation());
            return;
        }
        self = new Member(self.id(), self.address(), self.state(), claim.version() + 1, self.tokens(), self.labels());
        news.add(self);
    }

    private void take(List<Member> news, long now) {
        for (Member record : news) {
            if (record != self) {
                departed.changed(record, now);
            }
        }
        become(roster.with(news));
    }

    /** Lets go of those others who have been gone for long enough. True if there were any. */
    boolean forget(long now) {
        List<Member> due = departed.due(roster, now);
        if (!due.isEmpty()) {
            become(roster.without(due));
        }
        return !due.isEmpty();
    }

    private void become(Roster next) {
        long[] moved = new long[next.size()];
        int guess = 0;
        for (int i = 0; i < moved.length; i++) {
            int place = roster.stamps().placeOf(next.stamps().id(i), guess);
            if (place >= 0) {
                moved[i] = heartbeats[place];
                guess = place + 1;
            }
        }
        roster = next;
        heartbeats = moved;
        shared = false;
        own = roster.placeOf(self.id().name());
    }

    /**
     * Those who are not gone. The version is the sum of all incarnations (weighted) and record versions, those of the departed
     * included, and above the last one: members that know the same records publish the same version.
     */
    Topology topology(long last) {
        long version = 0;
        List<Member> present = new ArrayList<>();
        for (Member member : roster.members()) {
            version += weight(member);
            if (member.state() != State.GONE) {
                present.add(member);
            }
        }
        for (Member member : departed.remembered()) {
            version += weight(member);
        }
        return new Topology(Math.max(last + 1, version), present);
    }

    private static long weight(Member member) {
        return (member.id().incarnation() << INCARNATION_SHIFT) + member.version();
    }
}
