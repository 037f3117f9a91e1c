package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.tls.TestCertificates;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.jms.JMSException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be said outside of the program, by which names, and what is answered to what cannot be. */
class SettingsTest {
    private static final Path PAGE =
            Path.of(System.getProperty("basedir", ".")).resolve("..").resolve("docs/jms.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(mooring\\.[^`]+)` \\| `(MOORING_[^`]+)` \\|");

    @TempDir
    Path folder;

    @Test
    void eachSettingReachesTheClient() throws JMSException {
        JmsConnectionFactory ibm = factory(Map.ofEntries(
                        Map.entry("MOORING_CONNECTION_NAMES", "mq1, mq2(1415)"),
                        Map.entry("MOORING_CHANNEL", "APP.SVRCONN"),
                        Map.entry("MOORING_QUEUE_MANAGER", "QM1"),
                        Map.entry("MOORING_USER", "app"),
                        Map.entry("MOORING_PASSWORD", " s3cret "),
                        Map.entry("MOORING_APPLICATION_NAME", "order-intake"),
                        Map.entry("MOORING_CLIENT_ID", "orders"),
                        Map.entry("MOORING_SHARING_CONVERSATIONS", "false"),
                        Map.entry("MOORING_RECONNECT", "SAME_QUEUE_MANAGER"),
                        Map.entry("MOORING_RECONNECT_TIMEOUT", "90s"),
                        Map.entry("MOORING_BALANCING", "request-reply"),
                        Map.entry("MOORING_BALANCING_TIMEOUT", "PT7S"),
                        Map.entry("MOORING_BALANCING_IGNORES_UNITS_OF_WORK", "true"),
                        Map.entry("MOORING_PROPERTY_XMSC_WMQ_POLLING_INTERVAL", "1234"),
                        Map.entry("MOORING_PROPERTY_XMSC_WMQ_MAP_NAME_STYLE", "false"),
                        Map.entry("MOORING_PROPERTY_XMSC_WMQ_CLEANUP_INTERVAL", "77"),
                        Map.entry("MOORING_PROPERTY_XMSC_WMQ_TEMP_Q_PREFIX", "APP.*"),
                        Map.entry("PATH", "/bin")))
                .unwrap(JmsConnectionFactory.class);

        assertThat(ibm.getStringProperty(WMQConstants.WMQ_CONNECTION_NAME_LIST)).isEqualTo("mq1(1414),mq2(1415)");
        assertThat(ibm.getStringProperty(WMQConstants.WMQ_CHANNEL)).isEqualTo("APP.SVRCONN");
        assertThat(ibm.getStringProperty(WMQConstants.WMQ_QUEUE_MANAGER)).isEqualTo("QM1");
        assertThat(ibm.getStringProperty(WMQConstants.USERID)).isEqualTo("app");
        assertThat(ibm.getStringProperty(WMQConstants.PASSWORD)).isEqualTo(" s3cret ");
        assertThat(ibm.getStringProperty(WMQConstants.WMQ_APPLICATIONNAME)).isEqualTo("order-intake");
        assertThat(ibm.getStringProperty(WMQConstants.CLIENT_ID)).isEqualTo("orders");
        assertThat(ibm.getIntProperty(WMQConstants.WMQ_SHARE_CONV_ALLOWED)).isZero();
        assertThat(ibm.getIntProperty(WMQConstants.WMQ_CLIENT_RECONNECT_OPTIONS))
                .isEqualTo(WMQConstants.WMQ_CLIENT_RECONNECT_Q_MGR);
        assertThat(ibm.getIntProperty(WMQConstants.WMQ_CLIENT_RECONNECT_TIMEOUT))
                .isEqualTo(90);
        assertThat(ibm.getIntProperty("XMSC_WMQ_BALANCING_APPLICATION_TYPE")).isOne();
        assertThat(ibm.getIntProperty("XMSC_WMQ_BALANCING_TIMEOUT")).isEqualTo(7);
        assertThat(ibm.getIntProperty("XMSC_WMQ_BALANCING_OPTIONS")).isOne();
        assertThat(ibm.getObjectProperty(WMQConstants.WMQ_POLLING_INTERVAL)).isEqualTo(1234);
        assertThat(ibm.getObjectProperty(WMQConstants.WMQ_MAP_NAME_STYLE)).isEqualTo(false);
        assertThat(ibm.getObjectProperty(WMQConstants.WMQ_CLEANUP_INTERVAL)).isEqualTo(77L);
        assertThat(ibm.getObjectProperty(WMQConstants.WMQ_TEMP_Q_PREFIX)).isEqualTo("APP.*");
    }

    @Test
    void tlsIsSaidWithFilesOfSecrets() throws IOException, JMSException {
        TestCertificates certificates = TestCertificates.create();
        Path trust = certificates.writeTrustStore(folder.resolve("trust.p12"));
        Path key = certificates.writeClientKeyStore(folder.resolve("app.p12"), "CN=app");
        Path secret = Files.writeString(folder.resolve("secret"), TestCertificates.PASSWORD + "\n");

        JmsConnectionFactory ibm = factory(Map.ofEntries(
                        Map.entry("mooring.connection-names", "mq1"),
                        Map.entry("mooring.channel", "APP.SVRCONN"),
                        Map.entry("mooring.tls-cipher", "TLS_AES_256_GCM_SHA384"),
                        Map.entry("mooring.tls-trust-store", trust.toString()),
                        Map.entry("mooring.tls-trust-store-password-file", secret.toString()),
                        Map.entry("mooring.tls-key-store", key.toString()),
                        Map.entry("mooring.tls-key-store-password", String.valueOf(TestCertificates.PASSWORD)),
                        Map.entry("mooring.tls-peer-name", "CN=QM*"),
                        Map.entry("mooring.tls-key-reset-count", "50000")))
                .unwrap(JmsConnectionFactory.class);

        assertThat(ibm.getStringProperty(WMQConstants.WMQ_SSL_CIPHER_SUITE)).isEqualTo("TLS_AES_256_GCM_SHA384");
        assertThat(ibm.getStringProperty(WMQConstants.WMQ_SSL_PEER_NAME)).isEqualTo("CN=QM*");
        assertThat(ibm.getIntProperty(WMQConstants.WMQ_SSL_KEY_RESETCOUNT)).isEqualTo(50_000);
        assertThat(ibm.getObjectProperty(WMQConstants.WMQ_SSL_SOCKET_FACTORY)).isNotNull();
        assertThatThrownBy(() -> factory(Map.of(
                        "mooring.tls-key-store", key.toString(),
                        "mooring.tls-key-store-password", String.valueOf(TestCertificates.PASSWORD),
                        "mooring.tls-key-label", "nobody")))
                .hasMessageStartingWith("Setting mooring.tls-key-store is ")
                .hasMessageContaining("nobody");
    }

    @Test
    void theLaterSourcePrevails() throws IOException, JMSException {
        Properties defaults = new Properties();
        defaults.setProperty("mooring.connection-names", "mq1(1414)");
        defaults.setProperty("mooring.channel", "APP.SVRCONN");
        Properties file = new Properties(defaults);
        file.setProperty("mooring.user", "app");
        file.setProperty("mooring.password", "of the file");
        file.setProperty("mooring.application-name", "of the file");
        file.setProperty("spring.application.name", "somebody else's");
        Path secret = Files.writeString(folder.resolve("secret"), "of the container\r\n");

        JmsConnectionFactory ibm = MooringConnectionFactory.builder()
                .settings(Settings.of(
                        file,
                        Map.of(
                                "MOORING_PASSWORD_FILE", secret.toString(),
                                "MOORING_CLIENT_ID", "  ",
                                "MOORING_APPLICATION_NAME", "of the environment")))
                .channel("OF.THE.PROGRAM")
                .build()
                .unwrap(JmsConnectionFactory.class);

        assertThat(ibm.getStringProperty(WMQConstants.PASSWORD)).isEqualTo("of the container");
        assertThat(ibm.getStringProperty(WMQConstants.WMQ_APPLICATIONNAME)).isEqualTo("of the environment");
        assertThat(ibm.getStringProperty(WMQConstants.WMQ_CONNECTION_NAME_LIST)).isEqualTo("mq1(1414)");
        assertThat(ibm.getStringProperty(WMQConstants.WMQ_CHANNEL)).isEqualTo("OF.THE.PROGRAM");
        assertThat(ibm.getStringProperty(WMQConstants.CLIENT_ID)).isNull();
    }

    @Test
    void nameAndLedgerAreNoMatterOfIbmsFactory() throws JMSException {
        com.ibm.mq.jms.MQConnectionFactory ibm = new com.ibm.mq.jms.MQConnectionFactory();

        assertThat(MooringConnectionFactory.builderWrapping(ibm)
                        .settings(Settings.of(Map.of("mooring.name", "intake", "mooring.ledger", "10")))
                        .build())
                .hasToString("MooringConnectionFactory[intake by com.ibm.mq.jms.MQConnectionFactory]");
        assertThatThrownBy(() -> MooringConnectionFactory.builderWrapping(ibm)
                        .settings(Settings.of(Map.of("mooring.channel", "APP.SVRCONN")))
                        .build())
                .hasMessageContaining("Both a factory of IBM's and channel say how to connect");
    }

    @Test
    void aChannelTableIsAnAddressOrAFile() {
        assertThatThrownBy(() -> factory(Map.of(
                        "MOORING_CHANNEL_TABLE", folder.resolve("ccdt.json").toString())))
                .hasMessageContaining("ccdt.json")
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> factory(Map.of("MOORING_CHANNEL_TABLE", "classpath:ccdt.json")))
                .hasMessageContaining("give a file, http or https address");
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "mooring.conection-names | mq1 | There is no setting mooring.conection-names; the nearest is mooring.connection-names",
                "mooring.connectionNames | mq1 | the nearest is mooring.connection-names",
                "mooring.tls.key-store | x | the nearest is mooring.tls-key-store,",
                "MOORING_APPNAME | x | the nearest is MOORING_APPLICATION_NAME",
                "MOORING_TIMEOUT | x | the nearest is MOORING_RECONNECT_TIMEOUT",
                "Mooring.Channel | x | the nearest is mooring.channel",
                "mooring.property. | x | There is no setting mooring.property.;",
                "mooring.reconnect-timeout | soon | Setting mooring.reconnect-timeout is 'soon': give a time such as 30s, 5m or PT30S.",
                "MOORING_RECONNECT_TIMEOUT | 1500ms | Setting MOORING_RECONNECT_TIMEOUT is '1500ms': A reconnect timeout of PT1.5S; give whole seconds",
                "MOORING_READ_AHEAD | sometimes | Setting MOORING_READ_AHEAD is 'sometimes': give where-safe, always or never.",
                "mooring.reconnect | sometimes | Setting mooring.reconnect is 'sometimes': give any-queue-manager, same-queue-manager or off.",
                "mooring.sharing-conversations | yes | Setting mooring.sharing-conversations is 'yes': give true or false.",
                "mooring.ledger | many | Setting mooring.ledger is 'many': give a whole number.",
                "mooring.ledger | 0 | Setting mooring.ledger is '0': A put ledger of 0 entries",
                "mooring.balancing | best | Setting mooring.balancing is 'best': give simple or request-reply.",
                "mooring.balancing-timeout | 10s | Setting mooring.balancing-timeout means nothing without mooring.balancing;",
                "MOORING_PASSWORD | s3cret | Setting MOORING_PASSWORD means nothing without MOORING_USER;",
                "mooring.user | app | Setting mooring.user has no password with it; give mooring.password or mooring.password-file.",
                "mooring.application-name | a-name-of-more-than-28-letters | Setting mooring.application-name is 'a-name-of",
                "mooring.connection-names | mq1(x) | Setting mooring.connection-names is 'mq1(x)': In the connection",
                "mooring.channel | A.CHANNEL.NAME.THAT.IS.TOO.LONG | Setting mooring.channel is 'A.CHANNEL",
                "mooring.tls-cipher | ROT13 | Setting mooring.tls-cipher is 'ROT13':",
                "mooring.tls-trust-store | t.p12 | Setting mooring.tls-trust-store has no password with it; give mooring.tls-trust-store-password or",
                "mooring.tls-peer-name | QM1 | Setting mooring.tls-peer-name is 'QM1':",
                "mooring.tls-key-reset-count | 1 | Setting mooring.tls-key-reset-count is '1': Key reset count 1",
                "mooring.channel-table | https://u:s3cret@mq/a b | Setting mooring.channel-table: give an address such as",
                "mooring.channel-table | https://u:s3cret@mq/ccdt | mq",
                "mooring.property.XMSC_PASSWORD | s3cret | give mooring.password or mooring.password-file.",
                "mooring.property.XMSC_WMQ_POLLING_INTERVAL | soon | refuses property XMSC_WMQ_POLLING_INTERVAL with the value 'soon'",
                "mooring.property.XMSC_WMQ_CHANNEL | OTHER | Property XMSC_WMQ_CHANNEL is set by a method",
            })
    void whatCannotBeIsRefusedByName(String name, String value, String sentence) {
        Map<String, String> place = name.contains("channel-table")
                ? Map.of()
                : Map.of("mooring.connection-names", "mq1", "mooring.channel", "APP.SVRCONN");

        assertThatThrownBy(() -> MooringConnectionFactory.builder()
                        .settings(Settings.of(place, Map.of(name, value)))
                        .build())
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining(sentence)
                .satisfies(SettingsTest::showsNoSecret);
    }

    @Test
    void theRefusalOfABalancingTimeoutNamesItAndNotTheKind() {
        assertThatThrownBy(() -> factory(Map.of("mooring.balancing", "simple", "mooring.balancing-timeout", "soon")))
                .hasMessage("Setting mooring.balancing-timeout is 'soon': give a time such as 10s, or immediately, or"
                        + " when-it-suits.");
    }

    @Test
    void balancingNeedNotBeATime() throws JMSException {
        assertThat(timeoutOfBalancing("immediately")).isZero();
        assertThat(timeoutOfBalancing("when-it-suits")).isEqualTo(-2);
        assertThat(timeoutOfBalancing("2m")).isEqualTo(120);
        assertThat(timeoutOfBalancing("1h")).isEqualTo(3600);
        assertThat(timeoutOfBalancing("1d")).isEqualTo(86_400);
    }

    private static int timeoutOfBalancing(String timeout) throws JMSException {
        return factory(Map.of(
                        "mooring.connection-names", "mq1",
                        "mooring.channel", "APP.SVRCONN",
                        "mooring.balancing", "simple",
                        "mooring.balancing-timeout", timeout,
                        "mooring.balancing-ignores-units-of-work", "false"))
                .unwrap(JmsConnectionFactory.class)
                .getIntProperty("XMSC_WMQ_BALANCING_TIMEOUT");
    }

    @Test
    void theSameCannotBeSaidTwiceInOneSource() {
        assertThatThrownBy(() -> Settings.of(Map.of("mooring.channel", "A", "MOORING_CHANNEL", "B")))
                .hasMessageContaining("mooring.channel")
                .hasMessageContaining("MOORING_CHANNEL")
                .hasMessageContaining("give one of them");
        assertThatThrownBy(() -> Settings.of(Map.of("mooring.password", "s3cret", "mooring.password-file", "B")))
                .hasMessageContaining("give one of them")
                .satisfies(SettingsTest::showsNoSecret);
    }

    @Test
    void aFileOfASecretThatCannotBeReadIsNamed() throws IOException {
        Path none = folder.resolve("none");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        assertThatThrownBy(() -> factory(Map.of("MOORING_USER", "app", "MOORING_PASSWORD_FILE", none.toString())))
                .hasMessage("Setting MOORING_PASSWORD_FILE is '" + none
                        + "': the file cannot be read, there is none of that name.");
        assertThatThrownBy(() -> factory(Map.of("MOORING_USER", "app", "MOORING_PASSWORD_FILE", empty.toString())))
                .hasMessageContaining("there is nothing in the file");
        assertThatThrownBy(() -> factory(Map.of("MOORING_USER", "app", "MOORING_PASSWORD_FILE", folder.toString())))
                .hasMessageContaining("the file cannot be read");
    }

    @Test
    void noSecretIsInAnyText() {
        Settings settings = Settings.of(Map.of(
                "mooring.connection-names", "mq1",
                "mooring.channel", "APP.SVRCONN",
                "mooring.user", "app",
                "mooring.password", "s3cret",
                "mooring.property.XMSC_WMQ_SECURITY_EXIT_INIT", "s3cret"));
        MooringConnectionFactory factory =
                MooringConnectionFactory.builder().settings(settings).build();

        assertThat(settings)
                .hasToString("Settings[mooring.connection-names, mooring.channel, mooring.user, mooring.password,"
                        + " mooring.property.XMSC_WMQ_SECURITY_EXIT_INIT]");
        assertThat(settings.get(Setting.PASSWORD).orElseThrow()).hasToString("mooring.password");
        assertThat(factory.toString()).doesNotContain("s3cret");
    }

    /** The environment of this process cannot be changed; that of another can. */
    @Test
    void theEnvironmentIsRead() throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FromEnvironment.class.getName());
        program.environment().keySet().removeIf(name -> name.startsWith("MOORING_"));
        program.environment()
                .putAll(Map.of(
                        "MOORING_CONNECTION_NAMES", "mq1(1414)",
                        "MOORING_CHANNEL", "APP.SVRCONN",
                        "MOORING_APPLICATION_NAME", "from-outside"));
        program.redirectErrorStream(true);
        Process running = program.start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(running.waitFor()).as(said).isZero();
        assertThat(said).contains("MooringConnectionFactory[from-outside by ");
    }

    /** A program that is told by its environment. */
    static final class FromEnvironment {
        public static void main(String[] arguments) {
            System.out.println(MooringConnectionFactory.fromEnvironment());
        }
    }

    @Test
    void thePageHasAllNames() throws IOException {
        Map<String, String> documented = ROW.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        Map<String, String> known =
                Arrays.stream(Setting.values()).collect(Collectors.toMap(Setting::property, Setting::variable));

        assertThat(documented)
                .containsEntry(Setting.IBM_PROPERTY + "NAME", Setting.IBM_VARIABLE + "NAME")
                .hasSize(known.size() + 1)
                .containsAllEntriesOf(known);
    }

    @Test
    void eachMethodOfTheBuilderCanBeSaidOutside() {
        Set<String> forPrograms = Set.of("settings", "property", "listener", "onPut", "telemetry", "build");
        List<String> names = Stream.concat(
                        Arrays.stream(Setting.values()).map(Setting::name), Stream.of("CREDENTIALS", "TLS"))
                .map(name -> name.replace("_", "").toLowerCase(Locale.ROOT))
                .toList();

        assertThat(Arrays.stream(MooringConnectionFactoryBuilder.class.getDeclaredMethods())
                        .filter(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()))
                        .map(method -> method.getName())
                        .filter(name -> !forPrograms.contains(name))
                        .map(name -> name.toLowerCase(Locale.ROOT)))
                .isNotEmpty()
                .isSubsetOf(names);
    }

    private static MooringConnectionFactory factory(Map<String, String> settings) {
        return MooringConnectionFactory.builder()
                .settings(Settings.of(settings))
                .build();
    }

    private static void showsNoSecret(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("s3cret");
    }
}
