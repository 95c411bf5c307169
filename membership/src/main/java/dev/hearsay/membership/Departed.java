package dev.hearsay.membership;

import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The members that are gone. For a time their records are gossiped, so that everybody hears of it; then they leave the roster, and
 * are only remembered here, without their tokens, so that an old message does not bring them back. What is remembered is limited
 * too: beyond it whoever has been gone longest is forgotten altogether.
 */
final class Departed {
    private final long gossipedNanos;
    private final int limit;
    /** By name, since when; the oldest first. */
    private final Map<String, Long> leaving = new LinkedHashMap<>();
    /** By name; the oldest first. */
    private final Map<String, Member> remembered = new LinkedHashMap<>();

    Departed(Duration gossiped, int limit) {
        this.gossipedNanos = gossiped.toNanos();
        this.limit = limit;
    }

    /** A record of the roster changed. */
    void changed(Member record, long now) {
        String name = record.id().name();
        remembered.remove(name);
        if (record.state() == Member.State.GONE) {
            leaving.putIfAbsent(name, now);
        } else {
            leaving.remove(name);
        }
    }

    /** Those that have been gossiped about for long enough; they are to leave the roster, and are remembered from now on. */
    List<Member> due(Roster roster, long now) {
        List<Member> due = new ArrayList<>();
        Iterator<Map.Entry<String, Long>> oldest = leaving.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<String, Long> entry = oldest.next();
            if (now - entry.getValue() < gossipedNanos) {
                break;
            }
            Member member = roster.member(roster.placeOf(entry.getKey()));
            due.add(member);
            remember(member);
            oldest.remove();
        }
        return due;
    }

    private void remember(Member member) {
        Member bare =
                new Member(member.id(), member.address(), member.state(), member.version(), List.of(), new TreeMap<>());
        remembered.put(member.id().name(), bare);
        if (remembered.size() > limit) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }

    /** What is remembered of that incarnation's end, or of a later one's; null if nothing is. */
    Member endOf(MemberId id) {
        Member end = remembered.get(id.name());
        return end != null && end.id().incarnation() >= id.incarnation() ? end : null;
    }

    Iterable<Member> remembered() {
        return remembered.values();
    }
}
