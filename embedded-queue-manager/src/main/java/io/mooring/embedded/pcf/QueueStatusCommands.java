package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.AnswerTable.Column.number;
import static io.mooring.embedded.pcf.AnswerTable.Column.parameter;
import static io.mooring.embedded.pcf.AnswerTable.Column.text;
import static io.mooring.embedded.pcf.PcfNumbers.MQBACF_CONNECTION_ID;
import static io.mooring.embedded.pcf.PcfNumbers.MQCA_Q_NAME;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_OPEN_TYPE;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_Q_STATUS_ATTRS;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_Q_STATUS_TYPE;
import static io.mooring.embedded.pcf.Signature.integer;
import static io.mooring.embedded.pcf.Signature.integers;
import static io.mooring.embedded.pcf.Signature.string;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.HandleStatus;
import io.mooring.embedded.admin.QueueStatistics;
import io.mooring.embedded.admin.QueueStatus;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.Reason;
import java.util.List;

/** INQUIRE_Q_STATUS, of queues and of handles, and RESET_Q_STATS. */
final class QueueStatusCommands {
    private static final int ANY_INPUT =
            OpenOptions.INPUT_AS_Q_DEF | OpenOptions.INPUT_SHARED | OpenOptions.INPUT_EXCLUSIVE;

    static final Command INQUIRE = new Command(
            Signature.requiring(string(MQCA_Q_NAME))
                    .allowing(integer(MQIACF_Q_STATUS_TYPE), integer(MQIACF_OPEN_TYPE), integers(MQIACF_Q_STATUS_ATTRS))
                    .withFilter(),
            QueueStatusCommands::inquire);

    static final Command RESET =
            new Command(Signature.requiring(string(MQCA_Q_NAME)), QueueStatusCommands::resetStatistics);

    private static final AnswerTable<QueueStatus> QUEUES = new AnswerTable<>(
            MQIACF_Q_STATUS_ATTRS,
            List.of(
                    text(MQCA_Q_NAME, PcfNumbers.MQ_Q_NAME_LENGTH, QueueStatus::queue)
                            .answeredAlways(),
                    AnswerTable.Column.<QueueStatus>number(MQIACF_Q_STATUS_TYPE, status -> PcfNumbers.MQIACF_Q_STATUS)
                            .answeredAlways(),
                    number(PcfNumbers.MQIA_CURRENT_Q_DEPTH, QueueStatus::depth),
                    number(PcfNumbers.MQIA_OPEN_INPUT_COUNT, QueueStatus::openInputCount),
                    number(PcfNumbers.MQIA_OPEN_OUTPUT_COUNT, QueueStatus::openOutputCount),
                    number(PcfNumbers.MQIACF_UNCOMMITTED_MSGS, QueueStatus::uncommitted),
                    number(PcfNumbers.MQIACF_OLDEST_MSG_AGE, QueueStatusCommands::oldestMessageAge),
                    text(
                            PcfNumbers.MQCACF_LAST_PUT_DATE,
                            PcfNumbers.MQ_DATE_LENGTH,
                            status -> Moments.date(status.lastPut())),
                    text(
                            PcfNumbers.MQCACF_LAST_PUT_TIME,
                            PcfNumbers.MQ_TIME_LENGTH,
                            status -> Moments.time(status.lastPut())),
                    text(
                            PcfNumbers.MQCACF_LAST_GET_DATE,
                            PcfNumbers.MQ_DATE_LENGTH,
                            status -> Moments.date(status.lastGet())),
                    text(
                            PcfNumbers.MQCACF_LAST_GET_TIME,
                            PcfNumbers.MQ_TIME_LENGTH,
                            status -> Moments.time(status.lastGet()))));

    private static final AnswerTable<HandleStatus> HANDLES = new AnswerTable<>(
            MQIACF_Q_STATUS_ATTRS,
            List.of(
                    text(MQCA_Q_NAME, PcfNumbers.MQ_Q_NAME_LENGTH, HandleStatus::queue)
                            .answeredAlways(),
                    AnswerTable.Column.<HandleStatus>number(MQIACF_Q_STATUS_TYPE, handle -> PcfNumbers.MQIACF_Q_HANDLE)
                            .answeredAlways(),
                    text(
                            PcfNumbers.MQCACF_APPL_TAG,
                            PcfNumbers.MQ_APPL_TAG_LENGTH,
                            handle -> handle.connection().applicationName()),
                    text(
                            PcfNumbers.MQCACH_CHANNEL_NAME,
                            PcfNumbers.MQ_CHANNEL_NAME_LENGTH,
                            handle -> handle.connection().channel()),
                    text(
                            PcfNumbers.MQCACH_CONNECTION_NAME,
                            PcfNumbers.MQ_CONN_NAME_LENGTH,
                            handle -> handle.connection().connectionName()),
                    text(
                            PcfNumbers.MQCACF_USER_IDENTIFIER,
                            PcfNumbers.MQ_USER_ID_LENGTH,
                            handle -> handle.connection().user()),
                    parameter(
                            MQBACF_CONNECTION_ID,
                            handle -> new PcfParameter.ByteString(
                                    MQBACF_CONNECTION_ID,
                                    handle.connection().id().toBytes())),
                    number(PcfNumbers.MQIACF_OPEN_OPTIONS, HandleStatus::openOptions),
                    number(PcfNumbers.MQIACF_OPEN_INPUT_TYPE, QueueStatusCommands::inputType),
                    number(PcfNumbers.MQIACF_OPEN_OUTPUT, handle -> option(handle, OpenOptions.OUTPUT)),
                    number(PcfNumbers.MQIACF_OPEN_BROWSE, handle -> option(handle, OpenOptions.BROWSE)),
                    number(PcfNumbers.MQIACF_OPEN_INQUIRE, handle -> option(handle, OpenOptions.INQUIRE)),
                    number(PcfNumbers.MQIACF_OPEN_SET, handle -> option(handle, OpenOptions.SET))));

    private static final AnswerTable<QueueStatistics> STATISTICS = new AnswerTable<>(
            0,
            List.of(
                    text(MQCA_Q_NAME, PcfNumbers.MQ_Q_NAME_LENGTH, QueueStatistics::queue),
                    number(PcfNumbers.MQIA_MSG_ENQ_COUNT, QueueStatistics::enqueued),
                    number(PcfNumbers.MQIA_MSG_DEQ_COUNT, QueueStatistics::dequeued),
                    number(PcfNumbers.MQIA_HIGH_Q_DEPTH, QueueStatistics::highDepth),
                    number(
                            PcfNumbers.MQIA_TIME_SINCE_RESET,
                            statistics -> saturated(statistics.sinceReset().toSeconds()))));

    private QueueStatusCommands() {}

    private static List<List<PcfParameter>> inquire(CommandRequest request, Administration administration) {
        String pattern = request.queuePattern();
        int openType = openType(request);
        int statusType = request.number(MQIACF_Q_STATUS_TYPE).orElse(PcfNumbers.MQIACF_Q_STATUS);
        if (statusType != PcfNumbers.MQIACF_Q_STATUS && statusType != PcfNumbers.MQIACF_Q_HANDLE) {
            throw new PcfException(
                    Reason.PCF_PARM_VALUE_ERROR,
                    MQIACF_Q_STATUS_TYPE,
                    "status type is " + statusType + "; it takes 1105 (queue) or 1104 (handle)");
        }
        List<QueueStatus> queues = administration.queueStatus(pattern).stream()
                .filter(status -> isOpen(openType, status.openInputCount() > 0, status.openOutputCount() > 0))
                .toList();
        if (statusType == PcfNumbers.MQIACF_Q_STATUS) {
            return queues.isEmpty() ? notFound(pattern, administration) : QUEUES.rows(request, queues);
        }
        List<HandleStatus> handles = administration.handles(pattern).stream()
                .filter(handle ->
                        isOpen(openType, option(handle, ANY_INPUT) == 1, option(handle, OpenOptions.OUTPUT) == 1))
                .toList();
        return handles.isEmpty() ? notFound(pattern, administration) : HANDLES.rows(request, handles);
    }

    private static List<List<PcfParameter>> resetStatistics(CommandRequest request, Administration administration) {
        String pattern = request.queuePattern();
        List<QueueStatistics> statistics = administration.resetQueueStatistics(pattern);
        return statistics.isEmpty() ? notFound(pattern, administration) : STATISTICS.rows(request, statistics);
    }

    /** Says why there is nothing: no such queue, no local one, or nobody has one open. */
    private static List<List<PcfParameter>> notFound(String pattern, Administration administration) {
        if (!administration.queueStatus(pattern).isEmpty()) {
            throw new PcfException(
                    Reason.PCF_Q_STATUS_NOT_FOUND, "nobody has a queue '" + pattern + "' open in this way");
        }
        if (!pattern.endsWith("*") && !administration.queues(pattern).isEmpty()) {
            throw new PcfException(Reason.PCF_Q_WRONG_TYPE, "'" + pattern + "' is not a local queue");
        }
        throw new PcfException(Reason.UNKNOWN_OBJECT_NAME, "no local queue has a name that matches '" + pattern + "'");
    }

    private static int openType(CommandRequest request) {
        int type = request.number(MQIACF_OPEN_TYPE).orElse(PcfNumbers.MQQSOT_ALL);
        if (type < PcfNumbers.MQQSOT_ALL || type > PcfNumbers.MQQSOT_OUTPUT) {
            throw new PcfException(
                    Reason.PCF_PARM_VALUE_ERROR,
                    MQIACF_OPEN_TYPE,
                    "open type is " + type + "; it takes 1 (all), 2 (input) or 3 (output)");
        }
        return type;
    }

    private static boolean isOpen(int type, boolean input, boolean output) {
        return type == PcfNumbers.MQQSOT_ALL || (type == PcfNumbers.MQQSOT_INPUT ? input : output);
    }

    private static int oldestMessageAge(QueueStatus status) {
        return status.oldestMessageAge().map(age -> saturated(age.toSeconds())).orElse(0);
    }

    private static int inputType(HandleStatus handle) {
        if (option(handle, OpenOptions.INPUT_EXCLUSIVE) == 1) {
            return PcfNumbers.MQQSO_EXCLUSIVE;
        }
        return option(handle, ANY_INPUT) == 1 ? PcfNumbers.MQQSO_SHARED : PcfNumbers.MQQSO_NO;
    }

    private static int option(HandleStatus handle, int bits) {
        return (handle.openOptions() & bits) != 0 ? 1 : 0;
    }

    private static int saturated(long number) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    }
}
