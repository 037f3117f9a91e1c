package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.AnswerTable.Column.number;
import static io.mooring.embedded.pcf.AnswerTable.Column.parameter;
import static io.mooring.embedded.pcf.AnswerTable.Column.text;
import static io.mooring.embedded.pcf.PcfNumbers.MQBACF_CONNECTION_ID;
import static io.mooring.embedded.pcf.PcfNumbers.MQBACF_GENERIC_CONNECTION_ID;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_CONNECTION_ATTRS;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_CONNECT_OPTIONS;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_CONN_INFO_ALL;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_CONN_INFO_CONN;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_CONN_INFO_HANDLE;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_CONN_INFO_TYPE;
import static io.mooring.embedded.pcf.Signature.bytes;
import static io.mooring.embedded.pcf.Signature.integer;
import static io.mooring.embedded.pcf.Signature.integers;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.ConnectionStatus;
import io.mooring.embedded.admin.HandleStatus;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** INQUIRE_CONNECTION: connections of clients and the handles that they have open. */
final class ConnectionInquiry {
    static final Command INQUIRE = new Command(
            Signature.requiring()
                    .allowing(
                            bytes(MQBACF_CONNECTION_ID),
                            bytes(MQBACF_GENERIC_CONNECTION_ID),
                            integer(MQIACF_CONN_INFO_TYPE),
                            integers(MQIACF_CONNECTION_ATTRS))
                    .withFilter(),
            ConnectionInquiry::inquire);

    /** A connection, or one of its handles. */
    private record Entry(ConnectionStatus connection, Optional<HandleStatus> handle) {
        int type() {
            return handle.isPresent() ? MQIACF_CONN_INFO_HANDLE : MQIACF_CONN_INFO_CONN;
        }

        /** The connection, in the answer that is about it and not about a handle. */
        Optional<ConnectionStatus> itself() {
            return handle.isPresent() ? Optional.empty() : Optional.of(connection);
        }
    }

    private static final AnswerTable<Entry> ENTRIES = new AnswerTable<>(MQIACF_CONNECTION_ATTRS, columns());

    private ConnectionInquiry() {}

    private static List<AnswerTable.Column<Entry>> columns() {
        List<AnswerTable.Column<Entry>> columns = new ArrayList<>();
        columns.add(AnswerTable.Column.<Entry>parameter(
                        MQBACF_CONNECTION_ID,
                        entry -> new PcfParameter.ByteString(
                                MQBACF_CONNECTION_ID, entry.connection().id().toBytes()))
                .answeredAlways());
        columns.add(number(MQIACF_CONN_INFO_TYPE, Entry::type).answeredAlways());
        connectionColumns().forEach(column -> columns.add(column.of(Entry::itself)));
        handleColumns().forEach(column -> columns.add(column.of(Entry::handle)));
        return columns;
    }

    private static List<AnswerTable.Column<ConnectionStatus>> connectionColumns() {
        return List.of(
                text(PcfNumbers.MQCACF_APPL_TAG, PcfNumbers.MQ_APPL_TAG_LENGTH, ConnectionStatus::applicationName),
                text(PcfNumbers.MQCACF_USER_IDENTIFIER, PcfNumbers.MQ_USER_ID_LENGTH, ConnectionStatus::user),
                text(PcfNumbers.MQCACH_CHANNEL_NAME, PcfNumbers.MQ_CHANNEL_NAME_LENGTH, ConnectionStatus::channel),
                text(
                        PcfNumbers.MQCACH_CONNECTION_NAME,
                        PcfNumbers.MQ_CONN_NAME_LENGTH,
                        ConnectionStatus::connectionName),
                parameter(
                        MQIACF_CONNECT_OPTIONS,
                        connection -> new PcfParameter.IntegerList(
                                MQIACF_CONNECT_OPTIONS,
                                List.of(
                                        connection.reconnectable()
                                                ? PcfNumbers.MQCNO_RECONNECT
                                                : PcfNumbers.MQCNO_NONE))),
                number(
                        PcfNumbers.MQIACF_UOW_STATE,
                        connection -> connection.inUnitOfWork() ? PcfNumbers.MQUOWST_ACTIVE : PcfNumbers.MQUOWST_NONE),
                number(PcfNumbers.MQIACF_UOW_TYPE, connection -> PcfNumbers.MQUOWT_Q_MGR));
    }

    private static List<AnswerTable.Column<HandleStatus>> handleColumns() {
        return List.of(
                text(PcfNumbers.MQCACF_OBJECT_NAME, PcfNumbers.MQ_Q_NAME_LENGTH, HandleStatus::queue),
                number(PcfNumbers.MQIACF_OBJECT_TYPE, handle -> PcfNumbers.MQOT_Q),
                number(PcfNumbers.MQIACF_OPEN_OPTIONS, HandleStatus::openOptions));
    }

    private static List<List<PcfParameter>> inquire(CommandRequest request, Administration administration) {
        byte[] begin = beginningOfId(request);
        int type = request.number(MQIACF_CONN_INFO_TYPE).orElse(MQIACF_CONN_INFO_CONN);
        if (type != MQIACF_CONN_INFO_CONN && type != MQIACF_CONN_INFO_HANDLE && type != MQIACF_CONN_INFO_ALL) {
            throw new PcfException(
                    Reason.PCF_PARM_VALUE_ERROR,
                    MQIACF_CONN_INFO_TYPE,
                    "information type is " + type + "; it takes 1111 (connection), 1112 (handle) or 1113 (all)");
        }
        List<HandleStatus> handles = type == MQIACF_CONN_INFO_CONN ? List.of() : administration.handles("*");
        List<Entry> entries = new ArrayList<>();
        boolean found = false;
        for (ConnectionStatus connection : administration.connections()) {
            if (beginsWith(connection.id().toBytes(), begin)) {
                found = true;
                if (type != MQIACF_CONN_INFO_HANDLE) {
                    entries.add(new Entry(connection, Optional.empty()));
                }
                handles.stream()
                        .filter(handle -> handle.connection().id().equals(connection.id()))
                        .forEach(handle -> entries.add(new Entry(connection, Optional.of(handle))));
            }
        }
        if (!found && begin.length == Byte24.LENGTH) {
            throw new PcfException(
                    Reason.PCF_CONNECTION_ID_ERROR, MQBACF_CONNECTION_ID, "there is no connection with this id");
        }
        if (entries.isEmpty()) {
            throw new PcfException(Reason.PCF_NONE_FOUND, "no connection or handle is there that was asked for");
        }
        return ENTRIES.rows(request, entries);
    }

    private static byte[] beginningOfId(CommandRequest request) {
        Optional<byte[]> whole = request.bytes(MQBACF_CONNECTION_ID);
        Optional<byte[]> generic = request.bytes(MQBACF_GENERIC_CONNECTION_ID);
        if (whole.isPresent() == generic.isPresent()) {
            throw new PcfException(
                    Reason.PCF_CONNECTION_ID_ERROR,
                    "an inquiry of connections needs either a connection id or a generic one, which may be empty");
        }
        byte[] id = whole.or(() -> generic).orElseThrow();
        if (id.length > Byte24.LENGTH || (whole.isPresent() && id.length != Byte24.LENGTH)) {
            throw new PcfException(
                    Reason.PCF_CFBS_STRING_LENGTH_ERR,
                    whole.isPresent() ? MQBACF_CONNECTION_ID : MQBACF_GENERIC_CONNECTION_ID,
                    "a connection id has 24 bytes, a generic one at most so many; this one has " + id.length);
        }
        return id;
    }

    private static boolean beginsWith(byte[] id, byte[] begin) {
        return Arrays.equals(id, 0, begin.length, begin, 0, begin.length);
    }
}
