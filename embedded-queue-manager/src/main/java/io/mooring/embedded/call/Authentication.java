package io.mooring.embedded.call;

import io.mooring.embedded.wire.structure.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect: anybody, or users with their passwords. Immutable.
 *
 * @param passwords by user id; empty lets anybody in
 */
public record Authentication(Map<String, String> passwords) {
    /** Copies the map. */
    public Authentication {
        passwords = Map.copyOf(passwords);
    }

    /** Whether somebody with these credentials, or with none, may connect. */
    public boolean accepts(@Nullable Credentials credentials) {
        if (passwords.isEmpty()) {
            return true;
        }
        String expected = credentials == null ? null : passwords.get(credentials.user());
        return credentials != null
                && expected != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8),
                        credentials.password().getBytes(StandardCharsets.UTF_8));
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "Authentication[users=" + passwords.keySet() + "]";
    }
}
