package io.mooring.embedded.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says about one queue manager.
 *
 * @param name its name
 * @param port it listens on; 0 for a free one
 * @param scripts files of MQSC commands, in the order in which they are run
 * @param users who may connect; empty for everybody
 * @param tls its certificates, if it has any
 */
record QueueManagerArguments(String name, int port, List<Path> scripts, List<User> users, Optional<KeyStoreFiles> tls) {
    /** The port of MQ, taken if none is given. */
    static final int DEFAULT_PORT = 1414;

    QueueManagerArguments {
        scripts = List.copyOf(scripts);
        users = List.copyOf(users);
    }

    static QueueManagerArguments named(String name) {
        return new QueueManagerArguments(name, DEFAULT_PORT, List.of(), List.of(), Optional.empty());
    }

    QueueManagerArguments withPort(int number) {
        return new QueueManagerArguments(name, number, scripts, users, tls);
    }

    QueueManagerArguments withScript(Path file) {
        return new QueueManagerArguments(name, port, plus(scripts, file), users, tls);
    }

    QueueManagerArguments withUser(User user) {
        return new QueueManagerArguments(name, port, scripts, plus(users, user), tls);
    }

    QueueManagerArguments withTls(KeyStoreFiles files) {
        return new QueueManagerArguments(name, port, scripts, users, Optional.of(files));
    }

    private static <T> List<T> plus(List<T> present, T added) {
        List<T> more = new ArrayList<>(present);
        more.add(added);
        return more;
    }

    /**
     * Somebody who may connect.
     *
     * @param name user id
     * @param password in clear; never printed
     */
    record User(String name, String password) {
        @Override
        public String toString() {
            return name + ":***";
        }
    }

    /**
     * Where certificates are.
     *
     * @param keyStore PKCS #12 or JKS
     * @param passwordFile a file whose first line is the password of the key store
     */
    record KeyStoreFiles(Path keyStore, Path passwordFile) {}
}
