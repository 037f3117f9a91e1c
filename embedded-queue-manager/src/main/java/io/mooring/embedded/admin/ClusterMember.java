package io.mooring.embedded.admin;

/**
 * A queue manager of the cluster, as the others see it (DISPLAY CLUSQMGR).
 *
 * @param queueManager its name
 * @param queueManagerId its QMID
 * @param cluster the cluster's name
 * @param connectionName host(port) of its listener
 * @param suspended whether it was suspended from the cluster
 */
public record ClusterMember(
        String queueManager, String queueManagerId, String cluster, String connectionName, boolean suspended) {}
