package io.mooring.embedded.wire.structure;

import static io.mooring.embedded.wire.Golden.CORRELATION_ID;
import static io.mooring.embedded.wire.Golden.MESSAGE_ID;
import static io.mooring.embedded.wire.Golden.NO_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.wire.Bytes;
import io.mooring.embedded.wire.Golden;
import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.WireReader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sends, spelled by hand after recordings, and the values that are read from it. */
class RequestStructuresTest {
    private static final Byte24 MESSAGE = id(MESSAGE_ID);
    private static final Byte24 CORRELATION = id(CORRELATION_ID);

    static Byte24 id(String hex) {
        return Byte24.of(Bytes.begin().hex(hex).array(), 0);
    }

    private static WireReader reader(byte[] bytes) {
        return new WireReader(bytes);
    }

    @Test
    void apiHeader() {
        assertThat(ApiHeader.read(reader(Golden.api(284, 0, 0, 7).array()))).isEqualTo(new ApiHeader(7));
    }

    @ParameterizedTest(name = "ID of {0} bytes")
    @ValueSource(ints = {240, 208, 160})
    void initialData(int length) {
        byte[] bytes = Arrays.copyOf(Golden.clientInitialData("APP.SVRCONN", "QM1"), length);

        assertThat(InitialData.read(reader(bytes)))
                .isEqualTo(new InitialData(17, 32748, 104857600, "APP.SVRCONN", "QM1", 1, 10, "MQJB09040400"));
    }

    @Test
    void initialDataOfALevelWithoutSharedConversationsIsRefused() {
        byte[] bytes = Golden.clientInitialData("APP.SVRCONN", "QM1");
        bytes[4] = 8;

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> InitialData.read(reader(bytes)))
                .withMessageContaining("FapLevel is 8");
    }

    @Test
    void userIdentification() {
        assertThat(UserIdentification.read(reader(Golden.userIdentification("ROOT", "root"))))
                .isEqualTo(new UserIdentification("root", ""));
        assertThat(UserIdentification.read(reader(Golden.userIdentification("ROOT", ""))))
                .isEqualTo(new UserIdentification("ROOT", ""));
        assertThat(UserIdentification.read(reader(Arrays.copyOf(Golden.userIdentification("ROOT", "root"), 28))))
                .isEqualTo(new UserIdentification("ROOT", ""));
    }

    @ParameterizedTest(name = "token fields {0}, padding {1}")
    @CsvSource({"true, 0", "true, 3", "false, 0", "false, 3"})
    void credentials(boolean withToken, int padding) {
        byte[] bytes = Bytes.begin()
                .bytes(Golden.credentials("app", "secret", withToken))
                .fill(0xEE, padding) // the client pads with rubbish
                .array();

        assertThat(Credentials.read(reader(bytes))).isEqualTo(new Credentials("app", "secret"));
    }

    @Test
    void credentialsDoNotPrintThePassword() {
        assertThat(new Credentials("app", "secret")).hasToString("Credentials[user=app]");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1025, Integer.MAX_VALUE})
    void credentialsWithAnAbsurdLengthAreRefused(int length) {
        byte[] bytes = Golden.credentials("app", "secret", true);
        System.arraycopy(Bytes.begin().i32(length).array(), 0, bytes, 20, 4);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Credentials.read(reader(bytes)))
                .withMessageContaining("password of " + length);
    }

    @Test
    void connectRequest() {
        ConnectRequest first = ConnectRequest.read(reader(Golden.connect("*GROUP", "orders", 7, 0x01200000, NO_ID)));
        ConnectRequest session = ConnectRequest.read(reader(Golden.connect("QM1", "orders", 15, 0x03200000, NO_ID)));

        assertThat(first).isEqualTo(new ConnectRequest("*GROUP", "orders", 28, 7, 0x01200000));
        assertThat(first.anyQueueManager()).isTrue();
        assertThat(first.reconnecting()).isFalse();
        assertThat(first.reconnectable()).isTrue();
        assertThat(session.anyQueueManager()).isFalse();
        assertThat(session.reconnecting()).isTrue();
        assertThat(session.reconnectable()).isFalse();
    }

    @Test
    void connectRequestWithoutOptions() {
        byte[] old = Arrays.copyOf(Golden.connect("", "old", 0, 0, NO_ID), 128);

        assertThat(ConnectRequest.read(reader(old))).isEqualTo(new ConnectRequest("", "old", 28, 0, 0));
    }

    @ParameterizedTest(name = "MQOD version {0}")
    @CsvSource({"1, 168", "2, 200", "3, 336", "4, 400"})
    void objectDescriptor(int version, int length) {
        byte[] bytes = Bytes.begin()
                .i32(0xABABABAB) // something before it
                .bytes(Golden.objectDescriptor(version, 1, "ORDERS", "QM2", "AMQ.*", "", "", ""))
                .i32(0x2010) // the options behind it
                .array();
        WireReader in = reader(bytes);
        in.position(4);

        ObjectDescriptor read = ObjectDescriptor.read(in);

        assertThat(read).isEqualTo(new ObjectDescriptor(version, 1, "ORDERS", "QM2", "AMQ.*", "", 4));
        assertThat(read.length()).isEqualTo(length);
        assertThat(in.position()).isEqualTo(4 + length);
        assertThat(in.int32()).isEqualTo(0x2010);
        assertThat(ObjectDescriptor.peekName(in, 4)).isEqualTo("ORDERS");
        assertThat(ObjectDescriptor.peekName(in, 0)).isEmpty();
        assertThat(ObjectDescriptor.peekName(in, bytes.length)).isEmpty();
    }

    @Test
    void selectionStandsWhereItsOffsetSays() {
        byte[] bytes = Bytes.begin()
                .zeros(84)
                .bytes(Golden.objectDescriptor(4, 1, "ORDERS", "", "", "", "", "größe > 3"))
                .array();
        WireReader in = reader(bytes);
        in.position(84);

        assertThat(ObjectDescriptor.read(in).selection()).isEqualTo("größe > 3");
        assertThat(in.position()).isEqualTo(484);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 399, 406, Integer.MAX_VALUE})
    void aSelectionOutsideIsRefused(int offset) {
        byte[] bytes = Golden.objectDescriptor(4, 1, "ORDERS", "", "", "", "", "a = 1");
        System.arraycopy(Bytes.begin().i32(offset).array(), 0, bytes, 360, 4);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> ObjectDescriptor.read(reader(bytes)))
                .withMessageContaining("SelectionString");
    }

    @ParameterizedTest(name = "MQPMO version {0}")
    @CsvSource({"1, 128", "2, 152", "3, 176"})
    void putMessageOptions(int version, int length) {
        WireReader in = reader(Golden.putOptions(version, 0x2042, 3, "", ""));

        PutMessageOptions read = PutMessageOptions.read(in);

        assertThat(read).isEqualTo(new PutMessageOptions(0x2042, 3, 0, length));
        assertThat(read.has(0x40)).isTrue();
        assertThat(read.has(0x80)).isFalse();
        assertThat(in.remaining()).isZero();
    }

    @ParameterizedTest(name = "MQGMO version {0}")
    @CsvSource({"1, 72, 3", "2, 80, 2", "3, 100, 2", "4, 112, 2"})
    void getMessageOptions(int version, int length, int matchOptions) {
        WireReader in = reader(Golden.getOptions(version, 0x2005, 5000, "", 2));

        GetMessageOptions read = GetMessageOptions.read(in);

        assertThat(read).isEqualTo(new GetMessageOptions(0x2005, 5000, matchOptions, 0, 0, length));
        assertThat(read.has(1)).isTrue();
        assertThat(in.remaining()).isZero();
    }

    @Test
    void aMessageTokenIsReadBySecondHalf() {
        byte[] bytes = Golden.getOptions(3, 0, 0, "", 0x20);
        bytes[95] = 42;

        assertThat(GetMessageOptions.read(reader(bytes)).token()).isEqualTo(42);
    }

    @ParameterizedTest
    @CsvSource({"OD, 0", "OD, 5", "PMO, 4", "PMO, -1", "GMO, 5", "GMO, 0", "MD, 3", "MD, 0"})
    void aVersionThatDoesNotExistIsNamed(String structure, int version) {
        byte[] bytes = Bytes.begin().text(structure, 4).i32(version).zeros(500).array();

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> {
                    switch (structure) {
                        case "OD" -> ObjectDescriptor.read(reader(bytes));
                        case "PMO" -> PutMessageOptions.read(reader(bytes));
                        case "GMO" -> GetMessageOptions.read(reader(bytes));
                        default -> MessageDescriptorLayout.read(reader(bytes));
                    }
                })
                .withMessageContaining("MQ" + structure + " version is " + version)
                .matches(refused -> refused.status() == StatusCode.PROTOCOL_INVALID_DATA);
    }

    @Test
    void notification() {
        assertThat(Notification.read(reader(Golden.notification(3, 5, 16))))
                .isEqualTo(new Notification(3, Notification.QUEUE_STATE, 16));
    }

    @Test
    void socketAction() {
        assertThat(SocketAction.read(reader(Golden.socketAction(5, 9, 1, 77, 78))))
                .isEqualTo(new SocketAction(5, 9, SocketAction.START_CONVERSATION, 77, 78));
    }

    @Test
    void requestMessagesWithoutSelection() {
        RequestMessages read = RequestMessages.read(reader(Golden.requestMessages(3, 102400, 0x2002002, 0x0A)));

        assertThat(read).isEqualTo(new RequestMessages(3, 102400, -1, 0x2002002, 0, 0x0A, 7, null));
        assertThat(read.has(RequestMessages.LAST_CHANCE)).isTrue();
        assertThat(read.has(RequestMessages.UNIT_OF_WORK_ALLOWED)).isFalse();
    }

    @Test
    void requestMessagesWithSelection() {
        byte[] none = Golden.requestMessages(3, 1, 0x2003000, 0x11, 0);
        byte[] correlation = Golden.requestMessages(3, 1, 0x2003000, 0x11, 2, CORRELATION_ID);
        byte[] all = Golden.requestMessages(3, 1, 0x2003000, 0x11, 7, MESSAGE_ID, CORRELATION_ID, MESSAGE_ID);

        assertThat(RequestMessages.read(reader(none)).selection())
                .isEqualTo(new RequestMessages.Selection(1, 2, 0, Byte24.NONE, Byte24.NONE, Byte24.NONE));
        assertThat(RequestMessages.read(reader(correlation)).selection())
                .isEqualTo(new RequestMessages.Selection(1, 2, 2, Byte24.NONE, CORRELATION, Byte24.NONE));
        assertThat(RequestMessages.read(reader(all)).selection())
                .isEqualTo(new RequestMessages.Selection(1, 2, 7, MESSAGE, CORRELATION, MESSAGE));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> RequestMessages.read(reader(Arrays.copyOf(all, all.length - 1))))
                .withMessageContaining("match id");
    }

    @ParameterizedTest(name = "SPI verb {0}")
    @ValueSource(ints = {1, 6, 11, 12})
    void spiFrame(int verb) {
        byte[] bytes = switch (verb) {
            case 1 -> Golden.spiQuery();
            case 6 -> Golden.spiReserve(0x00FFFFFF);
            case 11 -> Golden.spiNotify(MESSAGE_ID);
            default -> Golden.spiOpen(0x2010, Golden.queue(2, "ORDERS"));
        };
        WireReader in = reader(bytes);

        assertThat(Spi.read(in)).isEqualTo(new Spi(verb));
        assertThat(in.position()).isEqualTo(52);
    }
}
