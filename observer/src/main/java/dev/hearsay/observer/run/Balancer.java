package dev.hearsay.observer.run;

import dev.hearsay.api.Address;
import dev.hearsay.api.Key;
import dev.hearsay.client.Router;
import dev.hearsay.observer.suite.ClusterSettings.Route;
import java.util.function.IntPredicate;

/**
 * Picks coordinators. It knows who is up, which no node does. The choice is drawn from the request's identity, so that two
 * designs choose alike as long as the same nodes are up.
 */
final class Balancer implements Router {
    private final Cluster cluster;
    private final Route route;
    private final long seed;

    Balancer(Cluster cluster, Route route, long seed) {
        this.cluster = cluster;
        this.route = route;
        this.seed = seed;
    }

    @Override
    public Address route(Key key, long request) {
        int[] preferred = cluster.preferenceList(key);
        double draw = uniform(seed, request);
        int node = switch (route) {
            case OWNER -> preferred[(int) (draw * cluster.owners())];
            case LIVE_OWNER -> liveOwner(preferred, draw);
            case ANY -> anyNode(draw, cluster::isUp);
            case NON_OWNER -> anyNode(draw, each -> cluster.isUp(each) && !owns(preferred, each));
        };
        return node < 0 ? null : cluster.address(node);
    }

    /** One of the first N that is up; if none is, the first that is up further down the list; -1 if nobody is. */
    private int liveOwner(int[] preferred, double draw) {
        int owners = cluster.owners();
        int up = 0;
        for (int rank = 0; rank < owners; rank++) {
            up += cluster.isUp(preferred[rank]) ? 1 : 0;
        }
        int skip = (int) (draw * up);
        for (int node : preferred) {
            if (cluster.isUp(node) && skip-- == 0) {
                return node;
            }
        }
        return -1;
    }

    private boolean owns(int[] preferred, int node) {
        for (int rank = 0; rank < cluster.owners(); rank++) {
            if (preferred[rank] == node) {
                return true;
            }
        }
        return false;
    }

    private int anyNode(double draw, IntPredicate fits) {
        int fitting = 0;
        for (int node = 0; node < cluster.nodes(); node++) {
            fitting += fits.test(node) ? 1 : 0;
        }
        int skip = (int) (draw * fitting);
        for (int node = 0; node < cluster.nodes(); node++) {
            if (fits.test(node) && skip-- == 0) {
                return node;
            }
        }
        return -1;
    }

    /** In [0, 1), by the finaliser of SplitMix64. */
    private static double uniform(long seed, long request) {
        long z = seed * 0x9E3779B97F4A7C15L + request;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return ((z ^ z >>> 31) >>> 11) * 0x1.0p-53;
    }
}
