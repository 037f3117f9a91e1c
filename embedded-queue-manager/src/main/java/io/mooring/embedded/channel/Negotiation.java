package io.mooring.embedded.channel;

import io.mooring.embedded.call.Product;
import io.mooring.embedded.definition.ChannelAttributes;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.tls.AcceptedSocket;
import io.mooring.embedded.tls.ChannelSecurity;
import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.structure.InitialData;

/**
 * What a client and a channel agree on.
 *
 * @param channel the channel that the client wants
 * @param agreed what both can do
 */
record Negotiation(ChannelDefinition channel, InitialData agreed) {
    /** Longest segment that the queue manager sends or takes: what the client offers, and a little more for none. */
    static final int MAXIMUM_SEGMENT = 32_766;

    /**
     * Agrees, or refuses.
     *
     * @param instances how many instances of the channel run, and how many of them for this client's address
     * @throws ProtocolException with the status that the client is told
     */
    static Negotiation of(
            ChannelEnvironment environment, AcceptedSocket socket, InitialData proposal, Instances instances) {
        ChannelDefinition channel = environment.channels().find(proposal.channel());
        if (channel == null) {
            throw new ProtocolException(
                    StatusCode.NO_CHANNEL,
                    "channel '" + proposal.channel() + "' is not defined; DEFINE CHANNEL would make it");
        }
        if (environment.channels().isStopped(channel.name())) {
            throw new ProtocolException(
                    StatusCode.CHANNEL_UNAVAILABLE,
                    "channel " + channel.name() + " is stopped; START CHANNEL would open it");
        }
        int most = channel.number(ChannelAttributes.MAXINST);
        int mostOfClient = channel.number(ChannelAttributes.MAXINSTC);
        if (instances.ofChannel(channel.name()) >= most || instances.ofClient(channel.name()) >= mostOfClient) {
            throw new ProtocolException(
                    StatusCode.CHANNEL_UNAVAILABLE,
                    "channel " + channel.name() + " has as many instances as MAXINST(" + most + ") and MAXINSTC("
                            + mostOfClient + ") allow");
        }
        security(channel).refusalOf(socket).ifPresent(Negotiation::refuse);
        InitialData agreed = new InitialData(
                Math.min(proposal.fapLevel(), InitialData.FAP_LEVEL),
                Math.min(proposal.maximumSegment(), MAXIMUM_SEGMENT),
                Math.min(proposal.maximumMessage(), channel.number(ChannelAttributes.MAXMSGL)),
                channel.name(),
                environment.calls().name(),
                channel.number(ChannelAttributes.HBINT),
                Math.min(proposal.conversationsPerSocket(), channel.number(ChannelAttributes.SHARECNV)),
                Product.ID);
        return new Negotiation(channel, agreed);
    }

    /** Counts instances. */
    interface Instances {
        /** How many instances a channel has. */
        int ofChannel(String channel);

        /** How many instances of a channel come from the address of the client at hand. */
        int ofClient(String channel);
    }

    private static ChannelSecurity security(ChannelDefinition channel) {
        return new ChannelSecurity(
                channel.name(),
                channel.text(ChannelAttributes.SSLCIPH),
                channel.number(ChannelAttributes.SSLCAUTH) == 0,
                channel.text(ChannelAttributes.SSLPEER),
                channel.text(ChannelAttributes.CERTLABL));
    }

    private static void refuse(ChannelSecurity.Refusal refusal) {
        StatusCode status = switch (refusal.cause()) {
            case CIPHER_SPEC, SERVER_NAME -> StatusCode.CIPHER_SPEC;
            case NO_CERTIFICATE -> StatusCode.CLIENT_CERTIFICATE;
            case PEER_NAME -> StatusCode.PEER_NAME;
        };
        throw new ProtocolException(status, refusal.sentence());
    }
}
