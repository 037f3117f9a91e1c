package io.mooring.jms.internal.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mooring.jms.MooringConnection;
import io.mooring.jms.Unwrapping;
import io.mooring.jms.internal.send.UnitOfWorkSends;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.jms.CompletionListener;
import javax.jms.Connection;
import javax.jms.ExceptionListener;
import javax.jms.IllegalStateException;
import javax.jms.IllegalStateRuntimeException;
import javax.jms.JMSConsumer;
import javax.jms.JMSContext;
import javax.jms.JMSProducer;
import javax.jms.MessageConsumer;
import javax.jms.MessageListener;
import javax.jms.MessageProducer;
import javax.jms.QueueBrowser;
import javax.jms.QueueConnection;
import javax.jms.QueueReceiver;
import javax.jms.QueueSender;
import javax.jms.QueueSession;
import javax.jms.ServerSessionPool;
import javax.jms.Session;
import javax.jms.TopicConnection;
import javax.jms.TopicPublisher;
import javax.jms.TopicSession;
import javax.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method of every JMS interface reaches the object behind with its arguments, and what that answers or throws comes
 * back: walked by reflection, so that none can be forgotten.
 */
class PassThroughTest {
    /** Bodies go to IBM's producer as messages, see {@link Bodies}. */
    private static final List<Class<?>> BODIES =
            List.of(String.class, Map.class, byte[].class, java.io.Serializable.class);

    private record Kind(Class<?> type, BiFunction<Object, Companion, Object> wrapper) {
        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    private record Case(Kind kind, Method method) {
        @Override
        public String toString() {
            return kind + "." + method.getName() + Arrays.toString(method.getParameterTypes());
        }
    }

    private static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(Connection.class, (d, c) -> Connections.wrap((Connection) d, c)),
                new Kind(QueueConnection.class, (d, c) -> Connections.wrap((Connection) d, c)),
                new Kind(TopicConnection.class, (d, c) -> Connections.wrap((Connection) d, c)),
                new Kind(Session.class, (d, c) -> session((Session) d, c)),
                new Kind(QueueSession.class, (d, c) -> session((Session) d, c)),
                new Kind(TopicSession.class, (d, c) -> session((Session) d, c)),
                new Kind(MessageProducer.class, (d, c) -> ProducerWrapper.of((MessageProducer) d, c, null, null)),
                new Kind(QueueSender.class, (d, c) -> ProducerWrapper.of((MessageProducer) d, c, null, null)),
                new Kind(TopicPublisher.class, (d, c) -> ProducerWrapper.of((MessageProducer) d, c, null, null)),
                new Kind(
                        MessageConsumer.class,
                        (d, c) -> ConsumerWrapper.of((MessageConsumer) d, c, Reading.automatic(c), null, null)),
                new Kind(
                        QueueReceiver.class,
                        (d, c) -> ConsumerWrapper.of((MessageConsumer) d, c, Reading.automatic(c), null, null)),
                new Kind(
                        TopicSubscriber.class,
                        (d, c) -> ConsumerWrapper.of((MessageConsumer) d, c, Reading.automatic(c), null, null)),
                new Kind(QueueBrowser.class, (d, c) -> new BrowserWrapper((QueueBrowser) d, c)),
                new Kind(JMSContext.class, (d, c) -> new ContextWrapper((JMSContext) d, c)),
                new Kind(
                        JMSConsumer.class,
                        (d, c) -> new JmsConsumerWrapper((JMSConsumer) d, c, Reading.automatic(c), false, "ORDERS")),
                new Kind(
                        JMSProducer.class,
                        (d, c) -> new JmsProducerWrapper(
                                (JMSProducer) d, (JMSContext) Recorded.of(Map.of(), JMSContext.class), c, null)));
    }

    static Stream<Case> methods() {
        return kinds().flatMap(kind -> Arrays.stream(kind.type().getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.isBridge())
                .map(method -> new Case(kind, method)));
    }

    @Test
    void thereAreMethodsToWalk() {
        assertThat(methods()).hasSizeGreaterThan(300);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void reachesTheObjectBehindAndAnswersWhatItAnswers(Case tested) throws Exception {
        Companion companion = Companions.onQueueManager("QM1");
        Object delegate = Recorded.of(fixed(), tested.kind().type());
        Object wrapper = tested.kind().wrapper().apply(delegate, companion);
        Object[] arguments = Arrays.stream(tested.method().getParameterTypes())
                .map(Recorded::sample)
                .toArray();
        Recorded.callsOf(delegate).clear();

        Object answer = tested.method().invoke(wrapper, arguments);

        Recorded.Call call = callOf(delegate, tested);
        for (int i = 0; i < arguments.length; i++) {
            if (!BODIES.contains(tested.method().getParameterTypes()[i]) || !isSendOfBody(tested)) {
                assertSame(call.arguments().get(i), arguments[i]);
            }
        }
        assertAnswer(tested, answer, call.answer(), wrapper);
        companion.closed();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void throwsWhatTheObjectBehindThrows(Case tested) {
        Companion companion = Companions.onQueueManager("QM1");
        Object delegate = Recorded.of(fixed(), tested.kind().type());
        Object wrapper = tested.kind().wrapper().apply(delegate, companion);
        boolean checked = Arrays.asList(tested.method().getExceptionTypes()).contains(javax.jms.JMSException.class);
        Throwable failure = checked
                ? new IllegalStateException("closed", "JMSCC0020")
                : new IllegalStateRuntimeException("closed", "JMSCC0020");
        Recorded.fail(delegate, failure);
        Object[] arguments = Arrays.stream(tested.method().getParameterTypes())
                .map(Recorded::sample)
                .toArray();

        Throwable thrown = catchThrowable(() -> tested.method().invoke(wrapper, arguments));

        if (tested.method().getName().equals("getTransacted")) {
            assertThat(thrown).as("the one answer that was fixed").isNull();
        } else {
            assertThat(thrown).isInstanceOf(InvocationTargetException.class);
            assertThat(thrown.getCause()).isSameAs(failure);
        }
        companion.closed();
    }

    /** The unit of work that the last wrapper was made with. */
    private static final List<UnitOfWorkSends> units = new CopyOnWriteArrayList<>();

    private static UnitOfWorkSends opened(Companion companion) {
        UnitOfWorkSends unit = companion.openUnitOfWork();
        units.add(0, unit);
        return unit;
    }

    static Stream<Case> sends() {
        return Stream.of(
                        new Kind(
                                QueueSender.class,
                                (d, c) -> ProducerWrapper.of((MessageProducer) d, c, opened(c), null)),
                        new Kind(
                                TopicPublisher.class,
                                (d, c) -> ProducerWrapper.of((MessageProducer) d, c, opened(c), null)),
                        new Kind(
                                JMSProducer.class,
                                (d, c) -> new JmsProducerWrapper(
                                        (JMSProducer) d,
                                        (JMSContext) Recorded.of(Map.of(), JMSContext.class),
                                        c,
                                        opened(c))))
                .flatMap(kind -> Arrays.stream(kind.type().getMethods())
                        .filter(method -> method.getName().equals("send")
                                || method.getName().equals("publish"))
                        .map(method -> new Case(kind, method)));
    }

    @ParameterizedTest
    @MethodSource("sends")
    void aSendLeavesAMarkOnItsUnitOfWork(Case tested) throws Exception {
        Companion companion = Companions.onQueueManager("QM1");
        Object delegate = Recorded.of(fixed(), tested.kind().type());
        Object wrapper = tested.kind().wrapper().apply(delegate, companion);
        Object[] arguments = Arrays.stream(tested.method().getParameterTypes())
                .map(Recorded::sample)
                .toArray();
        boolean before = units.get(0).isUntouched();

        tested.method().invoke(wrapper, arguments);

        assertThat(before).isTrue();
        assertThat(units.get(0).isUntouched()).isFalse();
        companion.closed();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void unwrapsToWhatIsBehind(Kind kind) {
        Companion companion = Companions.onQueueManager("QM1");
        Object delegate = Recorded.of(fixed(), kind.type(), Comparable.class);
        Unwrapping wrapper = (Unwrapping) kind.wrapper().apply(delegate, companion);

        assertThat(wrapper.unwrap(MooringConnection.class)).isSameAs(companion);
        assertThat((Object) wrapper.unwrap(Comparable.class)).isSameAs(delegate);
        assertThat((Object) wrapper.unwrap(kind.type())).isSameAs(wrapper);
        assertThat(catchThrowable(() -> wrapper.unwrap(StringBuilder.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.StringBuilder");
        assertThat(wrapper).hasToString("test-1 a recorded object");
        companion.closed();
    }

    private static Map<String, Object> fixed() {
        return Map.of("getTransacted", false);
    }

    private static Object session(Session session, Companion companion) {
        try {
            return SessionWrapper.of(session, companion);
        } catch (javax.jms.JMSException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isSendOfBody(Case tested) {
        return tested.kind().type() == JMSProducer.class
                && tested.method().getName().equals("send");
    }

    private static Recorded.Call callOf(Object delegate, Case tested) {
        Method method = tested.method();
        Class<?>[] types = isSendOfBody(tested)
                ? new Class<?>[] {javax.jms.Destination.class, javax.jms.Message.class}
                : method.getParameterTypes();
        return Recorded.callsOf(delegate).stream()
                .filter(call -> call.method().getName().equals(method.getName()))
                .filter(call -> Arrays.equals(call.method().getParameterTypes(), types))
                .findFirst()
                .orElseThrow(() -> new AssertionError(method + " was not handed on"));
    }

    private static void assertSame(@Nullable Object received, Object given) {
        if (given instanceof MessageListener) {
            assertThat(MessageRelay.behind((MessageListener) received)).isSameAs(given);
        } else if (given instanceof CompletionListener) {
            assertThat(CompletionRelay.behind((CompletionListener) received)).isSameAs(given);
        } else if (given instanceof ExceptionListener) {
            assertThat(received).isInstanceOf(ExceptionRelay.class);
        } else if (given instanceof ServerSessionPool) {
            assertThat(received).isInstanceOf(SessionPool.class);
        } else {
            assertThat(received).isEqualTo(given);
        }
    }

    private static void assertAnswer(Case tested, @Nullable Object answer, @Nullable Object delegates, Object wrapper) {
        if (tested.method().getReturnType() == JMSProducer.class
                && tested.kind().type() == JMSProducer.class) {
            assertThat(answer).isSameAs(wrapper);
        } else if (answer instanceof Unwrapping unwrapping) {
            assertThat(delegates).isNotNull();
            assertThat(unwrapping.unwrap(MooringConnection.class)).isNotNull();
            assertThat(answer).hasToString("test-1 " + delegates);
        } else {
            assertThat(answer).isEqualTo(delegates);
        }
    }
}
