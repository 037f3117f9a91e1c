package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ibm.mq.exits.MQCD;
import com.ibm.mq.exits.MQCXP;
import com.ibm.mq.exits.WMQSecurityExit;
import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.jms.internal.ibm.SocketExit;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where sockets are watched by a security exit, and where not: never where that would change anything else. */
@Tag("client")
class SocketExitTest {
    private final Application application = new Application();

    @AfterEach
    void close() throws JMSException {
        application.close();
        assertThat(SocketExit.watched()).isZero();
    }

    @Test
    void socketsAreWatchedWhereThereIsAPassword() throws JMSException {
        application.connect(application.builder().credentials("app", "secret").build());
        MooringConnectionFactory withoutCredentials = application
                .builder()
                .property(WMQConstants.USER_AUTHENTICATION_MQCSP, true)
                .build();
        try (Connection withItsOwn = withoutCredentials.createConnection("app", "secret");
                JMSContext context = withoutCredentials.createContext("app", "secret")) {
            assertThat(SocketExit.watched()).isEqualTo(3);
            assertThat(MooringConnection.of(withItsOwn).queueManager()).hasToString("QM1");
            assertThat(MooringConnection.of(context).queueManager()).hasToString("QM1");
        }
        assertThat(SocketExit.watched()).isOne();
    }

    static Stream<Arguments> notWatched() {
        return Stream.of(
                because("there is no password", builder -> builder),
                because(
                        "it is switched off",
                        builder -> builder.credentials("app", "secret").watchingSockets(false)),
                because(
                        "nothing reconnects",
                        builder -> builder.credentials("app", "secret").reconnect(Reconnection.OFF)));
    }

    private static Arguments because(String why, UnaryOperator<MooringConnectionFactoryBuilder> settings) {
        return Arguments.of(why, settings);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void notWatched(String why, UnaryOperator<MooringConnectionFactoryBuilder> settings) throws JMSException {
        application.connect(settings.apply(application.builder()).build());

        assertThat(SocketExit.watched()).as(why).isZero();
    }

    @Test
    void aChannelTableAloneSaysWhichExitsThereAre(@TempDir Path folder) throws JMSException {
        assumeTrue(ClientVersion.isAtLeast("9.1.2.0"), "clients before 9.1.2 read no channel table in JSON");
        Path table = application.cluster.writeCcdt(folder.resolve("ccdt.json"));

        application.connect(MooringConnectionFactory.builder()
                .channelTable(table.toUri())
                .queueManager("*ANY_QM")
                .credentials("app", "secret")
                .build());

        assertThat(SocketExit.watched()).isZero();
    }

    /** An exit of the application. */
    public static final class Theirs implements WMQSecurityExit {
        private static final List<String> CALLED = new CopyOnWriteArrayList<>();

        private final String data;

        public Theirs(String data) {
            this.data = data;
        }

        @Override
        public ByteBuffer channelSecurityExit(MQCXP parameters, MQCD channel, ByteBuffer given) {
            CALLED.add(data);
            parameters.setExitResponse(0);
            return given;
        }
    }

    @Test
    void anExitOfTheApplicationStays() throws JMSException {
        MQConnectionFactory ibm = reachable();
        ibm.setSecurityExit(Theirs.class.getName());
        ibm.setSecurityExitInit("theirs");

        application.connect(MooringConnectionFactory.wrapping(ibm));

        assertThat(SocketExit.watched()).isZero();
        assertThat(Theirs.CALLED).isNotEmpty().containsOnly("theirs");
    }

    @Test
    void aFactoryOfTheClientHasToSayThatItUsesMqcsp() throws JMSException {
        MQConnectionFactory silent = reachable();
        silent.setBooleanProperty(WMQConstants.USER_AUTHENTICATION_MQCSP, false);
        application.connect(MooringConnectionFactory.wrapping(silent));
        int without = SocketExit.watched();

        MQConnectionFactory saying = reachable();
        application.connect(MooringConnectionFactory.wrapping(saying));

        assertThat(without).isZero();
        assertThat(SocketExit.watched()).isOne();
        assertThat(saying.getSecurityExit()).isNull();
    }

    private MQConnectionFactory reachable() throws JMSException {
        MQConnectionFactory ibm = new MQConnectionFactory();
        ibm.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        ibm.setStringProperty(WMQConstants.WMQ_CONNECTION_NAME_LIST, application.cluster.connectionNames());
        ibm.setStringProperty(WMQConstants.WMQ_CHANNEL, "APP.SVRCONN");
        ibm.setIntProperty(WMQConstants.WMQ_CLIENT_RECONNECT_OPTIONS, WMQConstants.WMQ_CLIENT_RECONNECT);
        ibm.setStringProperty(WMQConstants.USERID, "app");
        ibm.setStringProperty(WMQConstants.PASSWORD, "secret");
        ibm.setBooleanProperty(WMQConstants.USER_AUTHENTICATION_MQCSP, true);
        return ibm;
    }

    /** The queue manager sees whom it would see without Mooring. */
    @Test
    void theUserIsTheSameWithAndWithoutUs() throws JMSException {
        List<MooringConnectionFactory> factories = List.of(
                application.builder().build(),
                application.builder().credentials("app", "secret").build(),
                application.builder().property("XMSC_USERID", "joe").build());
        List<String> expected = new ArrayList<>();
        List<String> users = new ArrayList<>();
        for (MooringConnectionFactory factory : factories) {
            expected.add(userOf(factory.unwrap(JmsConnectionFactory.class)));
            users.add(userOf(factory));
        }

        assertThat(users).isEqualTo(expected).contains("app", "joe");
    }

    private String userOf(ConnectionFactory factory) throws JMSException {
        try (Connection connection = factory.createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createProducer(session.createQueue("ORDERS")).send(session.createTextMessage("who"));
        }
        var messages = application.qm1.messages("ORDERS");
        return messages.get(messages.size() - 1).descriptor().userIdentifier().strip();
    }

    /** A connection that cannot be made is not watched any more. */
    @Test
    void nothingIsLeftOfAConnectionThatWasNotMade() {
        application.qm1.crash();
        application.qm2.crash();

        assertThatThrownBy(() -> application.builder(true).build().createConnection())
                .isInstanceOf(JMSException.class);
        assertThat(SocketExit.watched()).isZero();
    }

    /** As in an application server: the client comes with the server, Mooring with the application. */
    @Test
    void aClientThatCannotFindTheExitIsNotToldOfIt() throws Exception {
        List<URL> ofTheServer = new ArrayList<>();
        List<URL> ofTheApplication = new ArrayList<>();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : path.split(File.pathSeparator, -1)) {
            boolean ours = new File(entry).isDirectory();
            (ours ? ofTheApplication : ofTheServer).add(url(entry));
        }
        try (EmbeddedQueueManager queueManager =
                        EmbeddedQueueManager.named("QM1").channel("APP.SVRCONN").start();
                URLClassLoader server =
                        new URLClassLoader(ofTheServer.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
                URLClassLoader mine = new URLClassLoader(ofTheApplication.toArray(URL[]::new), server)) {
            // The client finds its own parts by this one.
            Thread.currentThread().setContextClassLoader(mine);
            Object application = mine.loadClass(Elsewhere.class.getName())
                    .getConstructor(String.class)
                    .newInstance(queueManager.connectionName());

            assertThat(((Callable<?>) application).call()).isEqualTo("CONNECTED, watched: 0");
        } finally {
            Thread.currentThread().setContextClassLoader(SocketExitTest.class.getClassLoader());
        }
    }

    /** An application with its own class loader. */
    public static final class Elsewhere implements Callable<String> {
        private final String connectionName;

        public Elsewhere(String connectionName) {
            this.connectionName = connectionName;
        }

        @Override
        public String call() throws JMSException {
            try (Connection connection = MooringConnectionFactory.builder()
                    .connectionNames(connectionName)
                    .channel("APP.SVRCONN")
                    .credentials("app", "secret")
                    .build()
                    .createConnection()) {
                return MooringConnection.of(connection).state() + ", watched: " + SocketExit.watched();
            }
        }
    }

    private static URL url(String entry) throws MalformedURLException {
        return new File(entry).toURI().toURL();
    }
}
