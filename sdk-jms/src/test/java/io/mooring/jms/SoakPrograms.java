package io.mooring.jms;

import io.mooring.PutState;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.jms.CompletionListener;
import javax.jms.Connection;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.JMSProducer;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.Session;
import javax.jms.TextMessage;
import javax.jms.TransactionRolledBackException;
import javax.jms.TransactionRolledBackRuntimeException;

/** The programs of a soak: each sends to the queue WORK, or moves messages from there to DONE, as an application would. */
final class SoakPrograms {
    /** All sends are persistent: only then a message that was stored has to be found. */
    private static final String WORK = "queue:///WORK?persistence=2";

    private static final String DONE = "queue:///DONE?persistence=2";
    private static final int UNIT = 3;
    private static final int RECEIVE_MILLIS = 250;

    private final SoakBook book;
    private final AtomicInteger moved = new AtomicInteger();
    private final AtomicInteger movesRolledBack = new AtomicInteger();
    private final AtomicInteger movesInDoubt = new AtomicInteger();

    /** Something that a program does again and again. */
    @FunctionalInterface
    interface Step {
        /**
         * Does it once.
         *
         * @param name different each time
         */
        void run(String name) throws Exception;
    }

    SoakPrograms(SoakBook book) {
        this.book = book;
    }

    /** Sends one message after the other. */
    Step sender(Connection connection) throws JMSException {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue(WORK));
        return name -> {
            TextMessage message = session.createTextMessage(name);
            try {
                producer.send(message);
                book.sent(message);
                book.ended(name, PutState.STORED);
            } catch (JmsPutInDoubtException e) {
                book.ended(name, PutState.IN_DOUBT);
            }
        };
    }

    /** Sends without waiting, and then waits for the completion. */
    Step asynchronousSender(Connection connection) throws JMSException {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue(WORK));
        return name -> {
            Completion completion = new Completion();
            producer.send(session.createTextMessage(name), completion);
            try {
                book.sent(completion.ended.get(2, TimeUnit.MINUTES));
                book.ended(name, PutState.STORED);
            } catch (java.util.concurrent.ExecutionException e) {
                if (!(e.getCause() instanceof JmsPutInDoubtException)) {
                    throw e;
                }
                book.ended(name, PutState.IN_DOUBT);
            }
        };
    }

    /** Sends some messages in each unit of work. */
    Step units(Connection connection) throws JMSException {
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue(WORK));
        return name -> {
            Set<String> texts = textsOf(name);
            try {
                for (String text : texts) {
                    TextMessage message = session.createTextMessage(text);
                    producer.send(message);
                    book.sent(message);
                }
                session.commit();
                book.ended(texts, PutState.STORED);
            } catch (JmsCommitInDoubtException e) {
                book.ended(texts, PutState.IN_DOUBT);
                session.rollback();
            } catch (TransactionRolledBackException e) {
                book.ended(texts, PutState.BACKED_OUT);
                session.rollback();
            }
        };
    }

    /** Sends by a context. */
    Step contextSender(JMSContext context) {
        Queue work = context.createQueue(WORK);
        JMSProducer producer = context.createProducer();
        return name -> {
            TextMessage message = context.createTextMessage(name);
            try {
                producer.send(work, message);
                book.sent(message);
                book.ended(name, PutState.STORED);
            } catch (JmsPutInDoubtRuntimeException e) {
                book.ended(name, PutState.IN_DOUBT);
            }
        };
    }

    /** Sends some messages in each unit of work of a context. */
    Step contextUnits(JMSContext context) {
        Queue work = context.createQueue(WORK);
        JMSProducer producer = context.createProducer();
        return name -> {
            Set<String> texts = textsOf(name);
            try {
                for (String text : texts) {
                    TextMessage message = context.createTextMessage(text);
                    producer.send(work, message);
                    book.sent(message);
                }
                context.commit();
                book.ended(texts, PutState.STORED);
            } catch (JmsCommitInDoubtRuntimeException e) {
                book.ended(texts, PutState.IN_DOUBT);
                context.rollback();
            } catch (TransactionRolledBackRuntimeException e) {
                book.ended(texts, PutState.BACKED_OUT);
                context.rollback();
            }
        };
    }

    /** Moves each message from WORK to DONE in a unit of work of its own, on a thread of IBM's client. */
    void mover(Connection connection) throws JMSException {
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer done = session.createProducer(session.createQueue(DONE));
        session.createConsumer(session.createQueue(WORK)).setMessageListener(message -> {
            try {
                move((TextMessage) message, session, done);
            } catch (JMSException e) {
                throw new IllegalStateException("A unit of work was not rolled back", e);
            }
        });
        connection.start();
    }

    /** The same by receives on the program's own thread; its consumer reads ahead, as is the drop-in's default. */
    Step receivingMover(Connection connection) throws JMSException {
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer done = session.createProducer(session.createQueue(DONE));
        MessageConsumer work = session.createConsumer(session.createQueue(WORK));
        connection.start();
        return name -> {
            TextMessage message = (TextMessage) work.receive(RECEIVE_MILLIS);
            if (message != null) {
                move(message, session, done);
            }
        };
    }

    private void move(TextMessage message, Session session, MessageProducer done) throws JMSException {
        String text = message.getText();
        book.note(text, "received");
        try {
            done.send(session.createTextMessage(text));
            session.commit();
            book.note(text, "moved");
            moved.incrementAndGet();
        } catch (JmsCommitInDoubtException e) {
            book.note(text, "in doubt where moved: " + e);
            movesInDoubt.incrementAndGet();
            session.rollback();
        } catch (TransactionRolledBackException e) {
            book.note(text, "not moved: " + e);
            movesRolledBack.incrementAndGet();
            session.rollback();
        }
    }

    /** What the movers did. */
    String summary() {
        return moved + " moved, " + movesRolledBack + " rolled back, " + movesInDoubt + " in doubt";
    }

    private static Set<String> textsOf(String unit) {
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < UNIT; i++) {
            texts.add(unit + " " + i);
        }
        return texts;
    }

    private static final class Completion implements CompletionListener {
        final CompletableFuture<TextMessage> ended = new CompletableFuture<>();

        @Override
        public void onCompletion(Message message) {
            ended.complete((TextMessage) message);
        }

        @Override
        public void onException(Message message, Exception failure) {
            ended.completeExceptionally(failure);
        }
    }
}
