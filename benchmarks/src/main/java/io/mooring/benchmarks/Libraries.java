package io.mooring.benchmarks;

import io.mooring.jms.MooringConnectionFactory;
import java.util.List;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;

/** The libraries whose calls are compared, each as its users have it; all of them over one channel with MQ's own settings. */
final class Libraries {
    static final String CLASSES = "MQ classes for Java";
    static final String JMS = "IBM's JMS";
    static final String NATIVE = "MqClient";
    static final String DROP_IN = "mooring-jms";
    static final String CACHE = "JmsTemplate over CachingConnectionFactory";
    static final String POOL = "JmsTemplate over pooled-jms";
    static final String OVER_DROP_IN = " over mooring-jms";

    static final List<Contestant<Library>> ALL = List.of(
            Contestant.measure(CLASSES, ClassesLibrary::new),
            new Contestant<>(
                    NATIVE, CLASSES, (manager, load) -> new NativeLibrary(manager.connectSharingClient(), load)),
            Contestant.measure(JMS, (manager, load) -> new JmsLibrary(manager.connections(), load)),
            new Contestant<>(DROP_IN, JMS, (manager, load) -> new JmsLibrary(dropIn(manager), load)),
            new Contestant<>(CACHE, JMS, (manager, load) -> TemplateLibrary.withCache(manager.connections(), load)),
            new Contestant<>(
                    CACHE + OVER_DROP_IN, CACHE, (manager, load) -> TemplateLibrary.withCache(dropIn(manager), load)),
            new Contestant<>(POOL, JMS, (manager, load) -> TemplateLibrary.withPool(manager.connections(), load)),
            new Contestant<>(
                    POOL + OVER_DROP_IN, POOL, (manager, load) -> TemplateLibrary.withPool(dropIn(manager), load)));

    private Libraries() {}

    /** IBM's factory for this queue manager in the drop-in. */
    static ConnectionFactory dropIn(EmbeddedContender queueManager) throws JMSException {
        return MooringConnectionFactory.wrapping(queueManager.connections());
    }
}
