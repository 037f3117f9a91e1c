package io.mooring.contracts;

import java.util.Map;
import java.util.Optional;

/** What the environment says about real queue managers to run on; {@code docs/contracts.md} explains each variable. */
record Environment(Map<String, String> variables) {
    /** Where your own queue managers listen. */
    static final String CONNECTION_NAMES = "MOORING_IT_CONNECTION_NAMES";

    static final String CHANNEL = "MOORING_IT_CHANNEL";
    static final String USER = "MOORING_IT_USER";
    static final String PASSWORD = "MOORING_IT_PASSWORD";

    /** Says {@code accept} where IBM's licence is accepted, without which no container is started. */
    static final String LICENSE = "MOORING_IT_LICENSE";

    static final String IMAGE = "MOORING_IT_IMAGE";

    /** What would make the contracts run on real queue managers; the display name of the class that is skipped. */
    static final String WHAT_WOULD_DO = "Contracts on real queue managers, which run with " + CONNECTION_NAMES + " or "
            + LICENSE + "=accept, see docs/contracts.md";

    static Environment present() {
        return new Environment(System.getenv());
    }

    /** Whether it names any. */
    boolean namesQueueManagers() {
        return said(CONNECTION_NAMES).isPresent() || said(LICENSE).isPresent();
    }

    /**
     * The queue managers that it names, reached or started.
     *
     * @throws IllegalStateException if it names none, or two kinds, or does not accept the licence
     */
    Fleet fleet() {
        Optional<String> connectionNames = said(CONNECTION_NAMES);
        Optional<String> license = said(LICENSE);
        if (connectionNames.isPresent() && license.isPresent()) {
            throw new IllegalStateException("Both " + CONNECTION_NAMES + " and " + LICENSE
                    + " are set; set the one for your own queue managers, or the other for containers.");
        }
        if (connectionNames.isPresent()) {
            return new AddressedFleet(this, connectionNames.get());
        }
        if (!license.orElse("").equals("accept")) {
            throw new IllegalStateException(LICENSE + " is '" + license.orElse("")
                    + "'; set it to accept, if you accept IBM's licence of the image, else unset it.");
        }
        return new ContainerFleet(said(IMAGE));
    }

    /** A variable that is set, and not to nothing. */
    Optional<String> said(String variable) {
        return Optional.ofNullable(variables.get(variable)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
