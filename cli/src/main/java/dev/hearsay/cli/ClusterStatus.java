package dev.hearsay.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearsay.api.Address;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Ring;
import java.util.List;

/**
 * What the members of a cluster say of themselves and of each other.
 *
 * @param members sorted by name
 */
record ClusterStatus(String cluster, Ring ring, List<Member> members) {
    /** @param status null if it does not answer */
    record Member(String name, Address address, NodeStatus status) {}

    long answering() {
        return members.stream().filter(member -> member.status() != null).count();
    }

    ObjectNode toJson() {
        ObjectNode json = new JsonMapper().createObjectNode();
        json.put("cluster", cluster);
        json.put("topology", ring.version());
        json.put("copies", ring.copies());
        json.put("partitions", ring.partitions().size());
        ArrayNode list = json.putArray("members");
        for (Member member : members) {
            ObjectNode node = list.addObject();
            node.put("name", member.name());
            node.put("address", member.address().toString());
            node.put("answers", member.status() != null);
            if (member.status() != null) {
                put(node, member.status());
            }
        }
        return json;
    }

    private static void put(ObjectNode node, NodeStatus status) {
        node.put("incarnation", status.node().incarnation());
        node.put("serving", status.serving());
        node.put("topology", status.topology());
        node.put("partitions", status.partitionsOwned());
        node.put("keys", status.keys());
        node.put("inFlight", status.inFlight());
        node.put("quarantined", status.quarantined());
        ArrayNode peers = node.putArray("peers");
        for (NodeStatus.Peer peer : status.peers()) {
            peers.addObject()
                    .put("name", peer.id().name())
                    .put("incarnation", peer.id().incarnation())
                    .put("address", peer.address().toString())
                    .put("state", peer.state())
                    .put("suspected", peer.suspected());
        }
        ArrayNode hints = node.putArray("hints");
        for (NodeStatus.Hints waiting : status.hints()) {
            hints.addObject()
                    .put("owner", waiting.owner().name())
                    .put("count", waiting.count())
                    .put("bytes", waiting.bytes())
                    .put("oldestMillis", waiting.oldest().toMillis());
        }
        NodeStatus.Repair repair = status.repair();
        ObjectNode repairs = node.putObject("repair")
                .put("pairs", repair.pairs())
                .put("compared", repair.compared())
                .put("inSync", repair.inSync())
                .put("repaired", repair.repaired())
                .put("abandoned", repair.abandoned());
        if (repair.oldestPass() == null) {
            repairs.putNull("oldestPassMillis");
        } else {
            repairs.put("oldestPassMillis", repair.oldestPass().toMillis());
        }
    }
}
