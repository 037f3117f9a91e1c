package io.mooring.embedded.mqsc;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.definition.QueueManagerAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ALTER, PING, SUSPEND and RESUME of the queue manager itself. */
final class QueueManagerCommands {
    private final Administration administration;

    QueueManagerCommands(Administration administration) {
        this.administration = administration;
    }

    Answer alter(Arguments arguments) throws SyntaxException {
        arguments.object().checkBare();
        arguments.takeFlag("FORCE");
        AttributeValues changes =
                new AttributeReader(QueueManagerAttributes.all(), Set.of("QMNAME", "QMID")).read(arguments);
        administration.alterQueueManager(changes);
        return Answer.of(Message.QUEUE_MANAGER_CHANGED);
    }

    Answer ping(Arguments arguments) throws SyntaxException, FailedCommandException {
        arguments.object().checkBare();
        arguments.warnOfTheRest();
        if (!administration.running()) {
            throw new FailedCommandException(
                    Message.QUEUE_MANAGER_NOT_AVAILABLE.text(),
                    administration.name() + " does not run; strmqm starts it.");
        }
        return Answer.of(Message.PING_COMPLETE);
    }

    Answer suspend(Arguments arguments) throws SyntaxException, FailedCommandException {
        checkCluster(arguments);
        administration.suspend();
        return Answer.of(Message.SUSPEND_ACCEPTED);
    }

    Answer resume(Arguments arguments) throws SyntaxException, FailedCommandException {
        checkCluster(arguments);
        administration.resume();
        return Answer.of(Message.RESUME_ACCEPTED);
    }

    private void checkCluster(Arguments arguments) throws SyntaxException, FailedCommandException {
        arguments.object().checkBare();
        Optional<Parameter> parameter = arguments.take("CLUSTER");
        String name = parameter.isPresent() ? Arguments.name(parameter.get(), ObjectName.MAXIMUM_LENGTH) : "";
        arguments.takeWord("MODE", List.of("QUIESCE", "FORCE"));
        arguments.warnOfTheRest();
        String cluster = administration.cluster().orElse("");
        if (cluster.isEmpty() || !(name.isEmpty() || name.equals(cluster))) {
            throw new FailedCommandException(
                    Message.OBJECT_NOT_FOUND.about(name.isEmpty() ? "CLUSTER" : name),
                    administration.name()
                            + (cluster.isEmpty() ? " is in no cluster." : " is in the cluster " + cluster + "."));
        }
    }
}
