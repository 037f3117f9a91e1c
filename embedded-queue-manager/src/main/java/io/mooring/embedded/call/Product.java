package io.mooring.embedded.call;

/** What the embedded queue manager says that it is. */
public final class Product {
    /** Command level: 9.4.4. */
    public static final int COMMAND_LEVEL = 944;

    /** Product and version in the negotiation. */
    public static final String ID = "MQMM09040400";

    /** Platform (MQPL_UNIX). */
    public static final int PLATFORM_UNIX = 3;

    /** The queue of the command server. */
    public static final String COMMAND_QUEUE = "SYSTEM.ADMIN.COMMAND.QUEUE";

    private Product() {}
}
