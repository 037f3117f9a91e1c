package io.mooring;

import io.mooring.reason.ReasonCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** No queue manager could be reached when a client was made; nothing is left open. */
public final class ConnectFailedException extends MqException {
    private static final long serialVersionUID = 1;

    private final LinkedHashMap<Endpoint, String> failures;

    /**
     * The exception for this client.
     *
     * @param name the client's name
     * @param failures why each endpoint was of no use, in the order in which they were tried
     * @param reason the last reason code, null if there was none
     * @param cause the last exception of IBM's client, null if there was none
     */
    public ConnectFailedException(
            String name, Map<Endpoint, String> failures, @Nullable ReasonCode reason, @Nullable Throwable cause) {
        super(sentence(name, failures), reason, cause);
        this.failures = new LinkedHashMap<>(failures);
    }

    /** Why each endpoint was of no use, in the order in which they were tried. */
    public Map<Endpoint, String> failures() {
        return new LinkedHashMap<>(failures);
    }

    private static String sentence(String name, Map<Endpoint, String> failures) {
        return failures.entrySet().stream()
                .map(failure -> failure.getKey() + ": " + failure.getValue())
                .collect(Collectors.joining("; ", name + " could not connect to any queue manager (", ")."));
    }
}
