package dev.hearsay.antientropy;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.AntiEntropyHost;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.api.rule.Placement;

/**
 * Lists everything, every time: n · (k + 8) bytes for n keys of k bytes, whether anything differs or not. Nothing is kept between
 * passes and a write costs nothing. The baseline, and the right choice where most keys differ.
 */
final class FullExchange implements AntiEntropy {
    private final Codec<ProtocolMessage> codec = new MessageCodec();
    private final Listing listing;

    FullExchange(PassLimits limits) {
        this.listing = new Listing(limits);
    }

    @Override
    public void start(AntiEntropyHost host) {
        listing.start(host);
    }

    @Override
    public void placed(Placement placement) {
        listing.placed(placement);
    }

    @Override
    public void stored(int partition, Key key, Cell before, Cell after) {
        // The next scan sees it.
    }

    @Override
    public void reconcile(int partition, MemberId peer) {
        listing.open(partition, peer)
                .ifPresent(pass -> listing.passes().step(pass, () -> listing.begin(pass, Leaves.ALL)));
    }

    @Override
    public void receive(MemberId from, ProtocolMessage message) {
        if (!listing.started()) {
            return;
        }
        if (message instanceof Message.Question question) {
            listing.onQuestion(from, question);
        } else if (message instanceof Message.Answer answer) {
            Pass pass = listing.passes().answered(from, answer);
            if (pass != null) {
                listing.passes().step(pass, () -> onAnswer(pass, answer));
            }
        }
    }

    private void onAnswer(Pass pass, Message.Answer answer) {
        if (!listing.onAnswer(pass, answer)) {
            listing.unexpected(pass);
        }
    }

    @Override
    public void stop() {
        listing.stop();
    }

    @Override
    public Codec<ProtocolMessage> codec() {
        return codec;
    }
}
