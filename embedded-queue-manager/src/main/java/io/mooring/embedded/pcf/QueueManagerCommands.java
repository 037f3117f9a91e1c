package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.AnswerTable.Column.number;
import static io.mooring.embedded.pcf.AnswerTable.Column.text;
import static io.mooring.embedded.pcf.PcfNumbers.MQCA_COMMAND_INPUT_Q_NAME;
import static io.mooring.embedded.pcf.PcfNumbers.MQCA_Q_MGR_IDENTIFIER;
import static io.mooring.embedded.pcf.PcfNumbers.MQCA_Q_MGR_NAME;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_FORCE;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_Q_MGR_ATTRS;
import static io.mooring.embedded.pcf.PcfNumbers.MQIA_COMMAND_LEVEL;
import static io.mooring.embedded.pcf.PcfNumbers.MQIA_MAX_PRIORITY;
import static io.mooring.embedded.pcf.PcfNumbers.MQIA_PLATFORM;
import static io.mooring.embedded.pcf.PcfNumbers.MQIA_SYNCPOINT;
import static io.mooring.embedded.pcf.Signature.integer;
import static io.mooring.embedded.pcf.Signature.integers;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.definition.Attribute;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.QueueManagerAttributes;
import io.mooring.embedded.mqi.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PING_Q_MGR, INQUIRE_Q_MGR and CHANGE_Q_MGR. */
final class QueueManagerCommands {
    private static final int HIGHEST_PRIORITY = 9;
    private static final String COMMAND_QUEUE = "SYSTEM.ADMIN.COMMAND.QUEUE";

    static final Command PING = new Command(Signature.requiring(), (request, administration) -> Command.DONE);

    static final Command INQUIRE = new Command(
            Signature.requiring().allowing(integers(MQIACF_Q_MGR_ATTRS)),
            (request, administration) -> table().rows(request, List.of(administration)));

    static final Command CHANGE = new Command(
            Signature.requiring().allowing(integer(MQIACF_FORCE)).allowing(QueueManagerAttributes.all()),
            QueueManagerCommands::change);

    private QueueManagerCommands() {}

    private static List<List<PcfParameter>> change(CommandRequest request, Administration administration) {
        request.flag(MQIACF_FORCE, Reason.PCF_FORCE_VALUE_ERROR);
        AttributeValues changes =
                AttributeParameters.read(request, QueueManagerAttributes.all(), List.of(MQIACF_FORCE));
        administration.alterQueueManager(changes);
        return Command.DONE;
    }

    private static AnswerTable<Administration> table() {
        List<AnswerTable.Column<Administration>> columns = new ArrayList<>();
        columns.add(text(MQCA_Q_MGR_NAME, PcfNumbers.MQ_Q_MGR_NAME_LENGTH, Administration::name)
                .answeredAlways());
        columns.add(text(MQCA_Q_MGR_IDENTIFIER, PcfNumbers.MQ_Q_MGR_IDENTIFIER_LENGTH, Administration::id));
        columns.add(number(MQIA_COMMAND_LEVEL, administration -> PcfNumbers.MQCMDL_LEVEL_944));
        columns.add(number(MQIA_PLATFORM, administration -> PcfNumbers.MQPL_UNIX));
        columns.add(text(MQCA_COMMAND_INPUT_Q_NAME, PcfNumbers.MQ_Q_NAME_LENGTH, administration -> COMMAND_QUEUE));
        columns.add(number(MQIA_MAX_PRIORITY, administration -> HIGHEST_PRIORITY));
        columns.add(number(MQIA_SYNCPOINT, administration -> PcfNumbers.MQSP_AVAILABLE));
        for (Attribute attribute : QueueManagerAttributes.all()) {
            columns.add(AttributeParameters.column(attribute)
                    .of(administration -> Optional.of(administration.attributes())));
        }
        return new AnswerTable<>(MQIACF_Q_MGR_ATTRS, columns);
    }
}
