package io.mooring.embedded.store;

import static io.mooring.embedded.store.Messages.descriptor;
import static io.mooring.embedded.store.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.embedded.admin.AdministrationException;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.Reason;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Definitions and what may be done to a queue that is in use. */
class QueuesTest {
    private final Queues queues = new Queues(new Messages.TestClock());

    private LocalQueue local(String name) {
        return Objects.requireNonNull(queues.local(name), name);
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(AdministrationException.class)
                .isThrownBy(call)
                .matches(refused -> refused.reason() == reason, reason.name());
    }

    @Test
    void aNameIsDefinedOnceUnlessItIsReplaced() {
        queues.define(QueueDefinition.local("Q"), false);
        local("Q").put(message(1, descriptor()), null);

        assertRefused(Reason.PCF_OBJECT_ALREADY_EXISTS, () -> queues.define(QueueDefinition.local("Q"), false));
        assertRefused(Reason.PCF_OBJECT_WRONG_TYPE, () -> queues.define(QueueDefinition.alias("Q", "R"), true));
        queues.define(QueueDefinition.local("Q").with(QueueAttributes.MAXDEPTH, 7), true);

        assertThat(local("Q").definition().number(QueueAttributes.MAXDEPTH)).isEqualTo(7);
        assertThat(local("Q").depth()).isEqualTo(1);
    }

    @Test
    void definitionsAreFoundByPatternInOrder() {
        queues.define(QueueDefinition.local("A.2"), false);
        queues.define(QueueDefinition.alias("A.1", "A.2"), false);
        queues.define(QueueDefinition.local("B"), false);

        assertThat(queues.definitions("A.*")).extracting(QueueDefinition::name).containsExactly("A.1", "A.2");
        assertThat(queues.locals("*")).extracting(LocalQueue::name).containsExactly("A.2", "B");
        assertThat(queues.definition("A.1")).isNotNull();
        assertThat(queues.definition("C")).isNull();
    }

    @Test
    void aQueueThatIsOpenOrHasMessagesIsNotDeleted() {
        queues.define(QueueDefinition.local("Q"), false);
        local("Q").open(OpenOptions.OUTPUT);
        assertRefused(Reason.PCF_OBJECT_OPEN, () -> queues.delete("Q", true));
        assertRefused(Reason.PCF_OBJECT_OPEN, () -> queues.clear("Q"));
        local("Q").close(OpenOptions.OUTPUT);
        local("Q").put(message(1, descriptor()), null);
        assertRefused(Reason.Q_NOT_EMPTY, () -> queues.delete("Q", false));
        UnitOfWork unitOfWork = new UnitOfWork(5);
        local("Q").put(message(2, descriptor()), unitOfWork);
        assertRefused(Reason.Q_NOT_EMPTY, () -> queues.delete("Q", true));
        assertRefused(Reason.Q_NOT_EMPTY, () -> queues.clear("Q"));
        unitOfWork.backOut();
        assertThat(queues.clear("Q")).isEqualTo(1);

        queues.delete("Q", false);

        assertThat(queues.definition("Q")).isNull();
        assertRefused(Reason.UNKNOWN_OBJECT_NAME, () -> queues.delete("Q", false));
        assertRefused(Reason.UNKNOWN_OBJECT_NAME, () -> queues.alter("Q", AttributeValues.DEFAULTS));
    }

    @Test
    void dynamicQueuesHaveTheirModelsAttributesAndNamesOfTheirOwn() {
        QueueDefinition model = QueueDefinition.model("M").with(QueueAttributes.MAXDEPTH, 3);
        LocalQueue made = queues.createDynamic(model, "DYN");

        assertThat(made.definition().number(QueueAttributes.MAXDEPTH)).isEqualTo(3);
        assertThat(made.definition().number(QueueAttributes.DEFTYPE)).isEqualTo(Queues.TEMPORARY_DYNAMIC);
        assertThatExceptionOfType(MqiException.class)
                .isThrownBy(() -> queues.createDynamic(model, "DYN"))
                .matches(refused -> refused.reasonCode() == Reason.OBJECT_ALREADY_EXISTS.code());
        queues.deleteDynamic(made);
        queues.deleteDynamic(made);
        assertThat(queues.local("DYN")).isNull();
    }

    @Test
    void theEndLeavesPersistentMessagesAndPermanentQueues() {
        queues.define(QueueDefinition.local("Q"), false);
        local("Q").put(message(1, descriptor().persistence(1)), null);
        local("Q").put(message(2, descriptor().persistence(0)), null);
        queues.createDynamic(QueueDefinition.model("M"), "TEMPORARY");
        queues.createDynamic(
                QueueDefinition.model("M").with(QueueAttributes.DEFTYPE, Queues.PERMANENT_DYNAMIC), "PERMANENT");

        queues.endOfQueueManager();

        assertThat(local("Q").depth()).isEqualTo(1);
        assertThat(queues.locals("*")).extracting(LocalQueue::name).containsExactly("PERMANENT", "Q");
    }

    @Test
    void alteringIsSeenAtOnce() {
        queues.define(QueueDefinition.local("Q"), false);
        queues.define(QueueDefinition.alias("A", "Q"), false);
        queues.alter("Q", AttributeValues.DEFAULTS.with(QueueAttributes.PUT, 1));
        queues.alter("A", AttributeValues.DEFAULTS.with(QueueAttributes.PUT, 1));

        assertThat(local("Q").definition().number(QueueAttributes.PUT)).isEqualTo(1);
        assertThat(Objects.requireNonNull(queues.definition("A")).number(QueueAttributes.PUT))
                .isEqualTo(1);
        assertRefused(Reason.PCF_Q_WRONG_TYPE, () -> queues.clear("A"));
    }
}
