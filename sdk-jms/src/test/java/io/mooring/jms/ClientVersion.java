package io.mooring.jms;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ibm.mq.jms.MQConnectionFactory;
import java.lang.Runtime.Version;
import java.util.Optional;

/** Which version of IBM's client the tests run with. */
final class ClientVersion {
    private ClientVersion() {}

    static boolean isAtLeast(String version) {
        String present = Optional.ofNullable(
                        MQConnectionFactory.class.getPackage().getImplementationVersion())
                .orElseThrow(() -> new IllegalStateException("IBM's client does not tell its version."))
                .split(" ", -1)[0];
        return Version.parse(plain(present)).compareTo(Version.parse(plain(version))) >= 0;
    }

    /** Whether it tells of a move; older ones show it with the next send. */
    static boolean tellsOfMoves() {
        return isAtLeast("9.3.5.0");
    }

    /** Skips a test that waits for the event of a move. */
    static void assumeMovesAreTold() {
        assumeTrue(tellsOfMoves(), "clients before 9.3.5 tell of no move");
    }

    /** A version of Java must not end in zeros. */
    private static String plain(String version) {
        return version.replaceFirst("(\\.0)+$", "");
    }
}
