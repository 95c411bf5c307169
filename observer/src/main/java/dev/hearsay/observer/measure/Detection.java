package dev.hearsay.observer.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How soon nodes that stopped are suspected, and how often nodes that run are. Only what running nodes hold counts; what a node
 * held before it crashed went with it.
 */
final class Detection implements Outages {
    private static final double NANOS_PER_HOUR = 3600e9;

    private final int nodes;
    /** By suspect, who suspects it. */
    private final Map<String, Set<String>> accusers = new HashMap<>();
    /** Nodes that are down now. */
    private final Map<String, Outage> open = new LinkedHashMap<>();

    private final List<Outage> all = new ArrayList<>();
    private long falseSuspicions;

    Detection(int nodes) {
        this.nodes = nodes;
    }

    @Override
    public void down(String node, boolean forgets, long nanos) {
        Outage outage = new Outage(nanos);
        open.put(node, outage);
        all.add(outage);
        if (forgets) {
            accusers.values().forEach(by -> by.remove(node));
        }
        look(nanos);
    }

    @Override
    public void up(String node, long nanos) {
        open.remove(node);
    }

    void suspected(String node, String suspect, boolean suspected, long nanos) {
        Set<String> by = accusers.computeIfAbsent(suspect, name -> new HashSet<>());
        if (!suspected) {
            by.remove(node);
            return;
        }
        by.add(node);
        falseSuspicions += open.containsKey(suspect) ? 0 : 1;
        look(nanos);
    }

    /** Who is down is detected once a running node suspects it, and by all once every running node does. */
    private void look(long nanos) {
        for (Map.Entry<String, Outage> entry : open.entrySet()) {
            Outage outage = entry.getValue();
            if (outage.byAll < 0) {
                long healthy = accusers.getOrDefault(entry.getKey(), Collections.emptySet()).stream()
                        .filter(accuser -> !open.containsKey(accuser))
                        .count();
                outage.seen(healthy, nodes - open.size(), nanos);
            }
        }
    }

    void into(Measured out, double nodeNanos) {
        long first = 0;
        long byAll = 0;
        double untilFirst = 0;
        double untilAll = 0;
        for (Outage outage : all) {
            if (outage.first >= 0) {
                first++;
                untilFirst += outage.first;
            }
            if (outage.byAll >= 0) {
                byAll++;
                untilAll += outage.byAll;
            }
        }
        out.count(Catalogue.OUTAGES, all.size());
        out.millis(Catalogue.DETECTION_FIRST, first == 0 ? Double.NaN : untilFirst / first);
        out.millis(Catalogue.DETECTION_ALL, byAll == 0 ? Double.NaN : untilAll / byAll);
        out.ratio(Catalogue.OUTAGES_MISSED, all.size() - first, all.size());
        out.ratio(Catalogue.OUTAGES_NOT_BY_ALL, all.size() - byAll, all.size());
        out.put(Catalogue.FALSE_SUSPICIONS, falseSuspicions * NANOS_PER_HOUR / nodeNanos);
    }

    /** One time that one node was down; times from its beginning, below 0 as long as it has not come to that. */
    private static final class Outage {
        private final long began;
        private long first = -1;
        private long byAll = -1;

        Outage(long began) {
            this.began = began;
        }

        void seen(long accusers, long running, long nanos) {
            if (first < 0 && accusers > 0) {
                first = nanos - began;
            }
            if (accusers >= running && running > 0) {
                byAll = nanos - began;
            }
        }
    }
}
