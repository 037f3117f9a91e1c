package io.mooring.internal.scale;

import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.mq.constants.CMQCFC;
import com.ibm.mq.headers.MQDataException;
import com.ibm.mq.headers.pcf.PCFMessage;
import com.ibm.mq.headers.pcf.PCFMessageAgent;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command server of a queue manager, asked by PCF over a connection that is somebody else's. For one thread at a time. */
final class CommandServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CommandServer.class);

    /** How long an answer may take; a command server that does not run never answers. */
    private static final int WAIT_SECONDS = 2;

    private final PCFMessageAgent agent;

    /** Opens the command queue and a reply queue. */
    CommandServer(MQQueueManager queueManager) throws MQDataException {
        agent = new PCFMessageAgent(queueManager);
        agent.setWaitInterval(WAIT_SECONDS, WAIT_SECONDS);
    }

    /** MSGAGE; empty if the queue is not monitored (MONQ). */
    Optional<Duration> oldestMessageAge(String queue) throws MQDataException, IOException {
        PCFMessage command = new PCFMessage(CMQCFC.MQCMD_INQUIRE_Q_STATUS);
        command.addParameter(CMQC.MQCA_Q_NAME, queue);
        command.addParameter(CMQCFC.MQIACF_Q_STATUS_ATTRS, new int[] {CMQC.MQCA_Q_NAME, CMQCFC.MQIACF_OLDEST_MSG_AGE});
        int seconds = agent.send(command)[0].getIntParameterValue(CMQCFC.MQIACF_OLDEST_MSG_AGE);
        return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    /** What was counted since the last time, by whomever. */
    PCFMessage resetStatistics(String queue) throws MQDataException, IOException {
        PCFMessage command = new PCFMessage(CMQCFC.MQCMD_RESET_Q_STATS);
        command.addParameter(CMQC.MQCA_Q_NAME, queue);
        return agent.send(command)[0];
    }

    @Override
    public void close() {
        try {
            agent.disconnect();
        } catch (MQDataException e) {
            log.debug("The queues for commands could not be closed; the link was gone, most likely", e);
        }
    }
}
