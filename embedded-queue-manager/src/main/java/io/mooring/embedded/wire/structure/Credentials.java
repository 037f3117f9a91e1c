package io.mooring.embedded.wire.structure;

import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.WireReader;

/**
 * User id and password of a conversation (structure {@code CAUT}).
 *
 * <pre>
 *  0  4 CAUT    4  4 type, 1 = user id and password    8  4 longest user id   12  4 longest password
 * 16  4 length of the user id    20  4 length of the password
 * 24  4 longest token    28  4 length of the token       (clients from 9.3.1 on)
 * then the user id, the password
 * </pre>
 *
 * <p>Older clients have no token fields; the length of the structure tells, not the version of the client.
 *
 * @param user the user id
 * @param password the password, in clear at this level of the protocol
 */
public record Credentials(String user, String password) {
    private static final int IDENTIFIER = 0x43415554;
    private static final int LENGTH_WITHOUT_TOKEN = 24;
    private static final int LENGTH_WITH_TOKEN = 32;
    private static final int LONGEST = 1024;

    /** Reads it. */
    public static Credentials read(WireReader in) {
        in.require(LENGTH_WITHOUT_TOKEN, "CAUT");
        in.identifier(IDENTIFIER, "CAUT");
        in.position(16);
        int userLength = in.int32();
        int passwordLength = in.int32();
        if (userLength < 0 || userLength > LONGEST || passwordLength < 0 || passwordLength > LONGEST) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_LENGTH,
                    "CAUT has a user id of " + userLength + " and a password of " + passwordLength
                            + " bytes; each has 0 to " + LONGEST);
        }
        boolean hasToken = in.length() >= LENGTH_WITH_TOKEN + userLength + passwordLength;
        in.position(hasToken ? LENGTH_WITH_TOKEN : LENGTH_WITHOUT_TOKEN);
        in.require(userLength + passwordLength, "CAUT");
        return new Credentials(in.utf8(userLength), in.utf8(passwordLength));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Credentials[user=" + user + "]";
    }
}
