package io.mooring.embedded.call;

/**
 * Who is at the other end of a conversation.
 *
 * @param applicationName name of the application
 * @param applicationType MQAT_*
 * @param user the user id that it runs under here
 * @param channel the channel that it came by
 * @param connectionName its address
 * @param productId product and version
 * @param reconnectable whether it reconnects by itself
 * @param anyQueueManager whether it asked for any queue manager (a blank name, or one that begins with an asterisk)
 */
public record Client(
        String applicationName,
        int applicationType,
        String user,
        String channel,
        String connectionName,
        String productId,
        boolean reconnectable,
        boolean anyQueueManager) {

    /** Whether it can be moved to another queue manager. */
    public boolean movable() {
        return reconnectable && anyQueueManager;
    }
}
