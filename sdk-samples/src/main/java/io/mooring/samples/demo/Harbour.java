package io.mooring.samples.demo;

import io.mooring.channeltable.ChannelTableSource;
import io.mooring.client.MqClient;
import io.mooring.client.MqClientBuilder;
import io.mooring.connect.ConnectAs;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How programs of the demo reach the queue managers.
 *
 * @param ccdt the channel table, for IBM's client
 * @param table the same for Mooring's
 * @param any what a client asks for that is content with any queue manager, such as {@code *ANY_QM}
 * @param queueManagers their names, each of which the table has
 * @param user whom to connect as, with the password
 */
record Harbour(URI ccdt, ChannelTableSource table, String any, List<String> queueManagers, Optional<Credentials> user) {
    /**
     * A user and a password.
     *
     * @param user name
     * @param password never shown
     */
    record Credentials(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** The identity of a program. */
    ConnectAs identity(String application) {
        ConnectAs identity = ConnectAs.application(application);
        return user.map(who -> identity.credentials(who.user(), who.password())).orElse(identity);
    }

    /** A client yet to be connected. */
    MqClientBuilder client(String application, String queueManager) {
        return MqClient.builder()
                .channelTable(table)
                .queueManager(queueManager)
                .as(identity(application))
                .name(application + (queueManager.startsWith("*") ? "" : " " + queueManager));
    }
}
