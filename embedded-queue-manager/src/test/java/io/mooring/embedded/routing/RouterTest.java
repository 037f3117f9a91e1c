package io.mooring.embedded.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueManagerAttributes;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.store.Queues;
import io.mooring.embedded.wire.structure.TransmissionHeader;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where names lead: the resolution table of MQOPEN. */
class RouterTest {
    private static final Map<String, List<String>> HOSTS =
            Map.of("SHARED", List.of("QM2", "QM3"), "ONE", List.of("QM2"));

    private final Queues queues = new Queues(InstantSource.system());
    private AttributeValues attributes = AttributeValues.DEFAULTS;
    private final Network network = (Network) Proxy.newProxyInstance(
            Network.class.getClassLoader(),
            new Class<?>[] {Network.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "cluster" -> Optional.of("CLUS");
                case "bindsAtOpen" -> true;
                case "reaches" -> Set.of("QM2", "QM3").contains(arguments[0]);
                case "hosts" -> HOSTS.getOrDefault((String) arguments[0], List.of());
                default -> throw new UnsupportedOperationException(method.getName());
            });
    private final Router router = new Router("QM1", queues, () -> attributes, () -> network);

    @BeforeEach
    void define() {
        queues.define(QueueDefinition.local("LOCAL"), false);
        queues.define(QueueDefinition.local("OTHER"), false);
        queues.define(QueueDefinition.model("MODEL"), false);
        for (String name : List.of(Router.CLUSTER_TRANSMISSION_QUEUE, "XMIT", "QM9")) {
            queues.define(QueueDefinition.local(name).with(QueueAttributes.USAGE, 1), false);
        }
        queues.define(QueueDefinition.alias("ALIAS", "LOCAL"), false);
        queues.define(QueueDefinition.alias("ALIAS.OF.REMOTE", "REMOTE"), false);
        queues.define(QueueDefinition.alias("ALIAS.OF.SHARED", "ONE"), false);
        queues.define(QueueDefinition.alias("ALIAS.OF.NOTHING", "NOTHING"), false);
        queues.define(QueueDefinition.alias("ALIAS.OF.ALIAS", "ALIAS"), false);
        queues.define(QueueDefinition.alias("ALIAS.OF.MODEL", "MODEL"), false);
        queues.define(QueueDefinition.remote("REMOTE", "THERE", "QM2"), false);
        queues.define(QueueDefinition.remote("REMOTE.HERE", "LOCAL", "QM1"), false);
        queues.define(QueueDefinition.remote("BY.XMIT", "THERE", "FAR").with(QueueAttributes.XMITQ, "XMIT"), false);
        queues.define(
                QueueDefinition.remote("BY.NO.XMIT", "THERE", "FAR").with(QueueAttributes.XMITQ, "NOTHING"), false);
        queues.define(QueueDefinition.remote("BY.LOCAL", "THERE", "FAR").with(QueueAttributes.XMITQ, "LOCAL"), false);
        queues.define(QueueDefinition.remote("TO.UNKNOWN", "THERE", "FAR"), false);
        queues.define(QueueDefinition.remote("QMALIAS", "", "QM2"), false);
        queues.define(QueueDefinition.remote("MYSELF", "", "QM1"), false);
    }

    private static String describe(Route route) {
        if (route instanceof Route.Local local) {
            return "local " + local.local().name();
        }
        if (route instanceof Route.Remote remote) {
            return "remote " + remote.queue() + " " + remote.queueManager() + " by "
                    + remote.transmissionQueue().name().replace(Router.CLUSTER_TRANSMISSION_QUEUE, "cluster");
        }
        return "cluster " + ((Route.Cluster) route).hosts();
    }

    @ParameterizedTest(name = "{0} on ''{1}'' is {2}")
    @CsvSource({
        "LOCAL, '', local LOCAL",
        "LOCAL, QM1, local LOCAL",
        "ALIAS, '', local LOCAL",
        "ALIAS.OF.REMOTE, '', remote THERE QM2 by cluster",
        "ALIAS.OF.SHARED, '', remote ONE QM2 by cluster",
        "REMOTE, '', remote THERE QM2 by cluster",
        "BY.XMIT, '', remote THERE FAR by XMIT",
        "ONE, '', remote ONE QM2 by cluster",
        "ANY, QM2, remote ANY QM2 by cluster",
        "ANY, QM9, remote ANY QM9 by QM9",
        "ANY, QMALIAS, remote ANY QM2 by cluster",
        "LOCAL, MYSELF, local LOCAL",
    })
    void aNameLeadsTo(String queue, String onQueueManager, String route) {
        assertThat(describe(router.resolve(queue, onQueueManager, 0))).isEqualTo(route);
    }

    @ParameterizedTest(name = "{0} on ''{1}'' is {2}")
    @CsvSource({
        "NOTHING, '', UNKNOWN_OBJECT_NAME",
        "MODEL, '', UNKNOWN_OBJECT_NAME",
        "ALIAS.OF.NOTHING, '', UNKNOWN_ALIAS_BASE_Q",
        "ALIAS.OF.ALIAS, '', ALIAS_BASE_Q_TYPE_ERROR",
        "ALIAS.OF.MODEL, '', ALIAS_BASE_Q_TYPE_ERROR",
        "BY.NO.XMIT, '', UNKNOWN_XMIT_Q",
        "BY.LOCAL, '', XMIT_Q_USAGE_ERROR",
        "TO.UNKNOWN, '', UNKNOWN_REMOTE_Q_MGR",
        "REMOTE.HERE, '', UNKNOWN_REMOTE_Q_MGR",
        "ANY, FAR, UNKNOWN_REMOTE_Q_MGR",
    })
    void aNameLeadsNowhere(String queue, String onQueueManager, Reason reason) {
        assertThatExceptionOfType(MqiException.class)
                .isThrownBy(() -> router.resolve(queue, onQueueManager, 0))
                .matches(failed -> failed.reasonCode() == reason.code());
    }

    @Test
    void theDefaultTransmissionQueueTakesTheRest() {
        attributes = AttributeValues.DEFAULTS.with(QueueManagerAttributes.DEFXMITQ, "XMIT");

        assertThat(describe(router.resolve("ANY", "FAR", 0))).isEqualTo("remote ANY FAR by XMIT");
    }

    @Test
    void aBoundOpenChoosesOneHostAndTheNextOpenTheNext() {
        List<String> chosen = List.of(
                describe(router.resolve("SHARED", "", OpenOptions.BIND_ON_OPEN)),
                describe(router.resolve("SHARED", "", OpenOptions.BIND_ON_OPEN)));

        assertThat(chosen).containsExactlyInAnyOrder("remote SHARED QM2 by cluster", "remote SHARED QM3 by cluster");
    }

    @Test
    void anUnboundOpenChoosesAtEachPut() {
        Route route = router.resolve("SHARED", "", OpenOptions.BIND_NOT_FIXED);
        Message message = new Message(
                MessageDescriptor.defaults().toBuilder()
                        .priority(0)
                        .persistence(0)
                        .build(),
                new byte[1]);

        assertThat(describe(route)).isEqualTo("cluster [QM2, QM3]");
        assertThat(List.of(router.put(route, message, null), router.put(route, message, null)))
                .containsExactlyInAnyOrder(
                        new Router.Destination("SHARED", "QM2"), new Router.Destination("SHARED", "QM3"));
    }

    @Test
    void aRemotePutStandsOnItsTransmissionQueueWithItsHeader() {
        Message message = new Message(
                MessageDescriptor.defaults().toBuilder()
                        .priority(0)
                        .persistence(0)
                        .build(),
                new byte[] {1, 2});

        assertThat(router.put(router.resolve("BY.XMIT", "", 0), message, null))
                .isEqualTo(new Router.Destination("THERE", "FAR"));
        TransmissionHeader header = TransmissionHeader.unwrap(java.util.Objects.requireNonNull(queues.local("XMIT"))
                .messages()
                .get(0));
        assertThat(header.queue()).isEqualTo("THERE");
        assertThat(header.queueManager()).isEqualTo("FAR");
        assertThat(header.message().body()).containsExactly(1, 2);
    }
}
