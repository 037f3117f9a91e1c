package io.mooring.embedded.wire.structure;

import io.mooring.embedded.wire.WireReader;
import java.util.Optional;

/**
 * Who the client says it is (structure {@code UID}), 132 bytes: the operating system user that it runs under, or, in the
 * compatibility mode of older clients, user id and password of the application.
 *
 * <pre>
 * 0  4 UID    4 12 short user id   16 12 password   28 64 long user id   92 40 security id
 * </pre>
 *
 * @param user the long user id, or the short one if there is none
 * @param password empty unless the client is in compatibility mode
 */
public record UserIdentification(String user, String password) {
    private static final int IDENTIFIER = 0x55494420;
    private static final int LEAST_LENGTH = 28;
    private static final int LENGTH_WITH_LONG_USER = 92;

    /** Reads it. */
    public static UserIdentification read(WireReader in) {
        in.require(LEAST_LENGTH, "UID");
        in.identifier(IDENTIFIER, "UID");
        String shortUser = in.text(12);
        String password = in.text(12);
        if (in.length() < LENGTH_WITH_LONG_USER) {
            return new UserIdentification(shortUser, password);
        }
        in.position(28);
        String longUser = in.text(64);
        return new UserIdentification(longUser.isEmpty() ? shortUser : longUser, password);
    }

    /** User id and password, if the client gave a password here. */
    public Optional<Credentials> credentials() {
        return password.isEmpty() ? Optional.empty() : Optional.of(new Credentials(user, password));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "UserIdentification[user=" + user + "]";
    }
}
