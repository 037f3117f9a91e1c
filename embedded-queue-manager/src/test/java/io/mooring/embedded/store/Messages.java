package io.mooring.embedded.store;

import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.MessageDescriptorBuilder;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;

/** Messages and queues for tests of the store. */
final class Messages {
    private Messages() {}

    /** A clock that a test moves. */
    static final class TestClock implements InstantSource {
        private long millis = 1_000_000;

        synchronized void advance(long byMillis) {
            millis += byMillis;
        }

        @Override
        public synchronized Instant instant() {
            return Instant.ofEpochMilli(millis);
        }
    }

    static MessageDescriptorBuilder descriptor() {
        return MessageDescriptor.defaults().toBuilder().priority(0).persistence(0);
    }

    static Message message(int number) {
        return message(number, descriptor());
    }

    static Message message(int number, MessageDescriptorBuilder descriptor) {
        return new Message(
                descriptor.build(), ByteBuffer.allocate(4).putInt(number).array());
    }

    static int number(Message message) {
        return ByteBuffer.wrap(message.body()).getInt();
    }

    static int number(QueuedMessage message) {
        return number(message.message());
    }

    static Byte24 id(int number) {
        return Byte24.of(7, 7, number);
    }

    static LocalQueue queue(InstantSource clock) {
        return new LocalQueue(QueueDefinition.local("Q"), clock);
    }

    static Selection byIds(Byte24 messageId, Byte24 correlationId) {
        return new Selection(messageId, correlationId, Byte24.NONE, 0, null);
    }
}
