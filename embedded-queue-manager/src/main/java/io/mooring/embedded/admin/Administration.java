package io.mooring.embedded.admin;

import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.definition.QueueDefinition;
import java.util.List;
import java.util.Optional;

/**
 * What an administrator can ask of a queue manager. Safe for use by many threads; each method is one step that happens
 * whole or not at all.
 *
 * <p>Patterns are names, or beginnings of names followed by an asterisk. A method that is given the name of an object that
 * does not exist throws an {@link AdministrationException} with the reason UNKNOWN_OBJECT_NAME (queues) or
 * PCF_CHANNEL_NOT_FOUND (channels).
 */
public interface Administration {
    /** The queue manager's name. */
    String name();

    /** The queue manager's identifier (QMID). */
    String id();

    /** Whether it runs. */
    boolean running();

    /** Whether it is ending and waits for applications to leave. */
    boolean quiescing();

    /** The queue manager's own attributes. */
    AttributeValues attributes();

    /** Changes attributes of the queue manager. */
    void alterQueueManager(AttributeValues changes);

    /** The definitions whose names match, by name; dynamic queues included. */
    List<QueueDefinition> queues(String pattern);

    /**
     * Defines a queue.
     *
     * @param replace whether one with the same name and type may exist; it keeps its messages
     * @throws AdministrationException PCF_OBJECT_ALREADY_EXISTS, or PCF_OBJECT_WRONG_TYPE for another type with the name
     */
    void define(QueueDefinition definition, boolean replace);

    /** Changes the attributes of a queue, all of them or none. */
    void alterQueue(String queue, AttributeValues changes);

    /**
     * Deletes a queue.
     *
     * @param purge whether its messages go with it
     * @throws AdministrationException PCF_OBJECT_OPEN if it is open, Q_NOT_EMPTY if it has messages and they are not to be
     *     purged
     */
    void deleteQueue(String queue, boolean purge);

    /**
     * Removes all messages of a local queue.
     *
     * @return how many there were
     * @throws AdministrationException PCF_OBJECT_OPEN if it is open, Q_NOT_EMPTY if it has uncommitted messages,
     *     PCF_Q_WRONG_TYPE if it is not local
     */
    int clearQueue(String queue);

    /** Status of the local queues whose names match, by name. */
    List<QueueStatus> queueStatus(String pattern);

    /** Open handles of the queues whose names match. */
    List<HandleStatus> handles(String pattern);

    /** Reads and resets the statistics of the local queues whose names match. */
    List<QueueStatistics> resetQueueStatistics(String pattern);

    /** The channel definitions whose names match, by name. */
    List<ChannelDefinition> channels(String pattern);

    /**
     * Defines a channel.
     *
     * @throws AdministrationException PCF_CHANNEL_ALREADY_EXISTS, unless it may be replaced
     */
    void define(ChannelDefinition definition, boolean replace);

    /** Changes the attributes of a channel; running instances keep what they agreed on. */
    void alterChannel(String channel, AttributeValues changes);

    /** Deletes a channel; running instances go on. */
    void deleteChannel(String channel);

    /** Allows clients to connect by a channel again. */
    void startChannel(String channel);

    /** Ends the instances of a channel and refuses new ones (2537) until it is started. */
    void stopChannel(String channel, ChannelStopMode mode);

    /** Whether a channel was stopped. */
    boolean channelStopped(String channel);

    /** The running instances of the channels whose names match. */
    List<ChannelStatus> channelStatus(String pattern);

    /** All connections. */
    List<ConnectionStatus> connections();

    /** The queue managers of the cluster, this one included; empty if it is in none. */
    List<ClusterMember> clusterMembers();

    /** The cluster's name, if it is in one. */
    Optional<String> cluster();

    /** Takes the queue manager out of the choice of the cluster; reconnectable clients are asked to move away. */
    void suspend();

    /** Brings it back. */
    void resume();

    /** Ends the queue manager; definitions and persistent messages are kept for {@link #start()}. */
    void end(EndMode mode);

    /** Starts the queue manager again after it was ended, on the same port. */
    void start();
}
