package io.mooring.benchmarks;

import io.mooring.client.ConsumeSettings;
import io.mooring.client.MqClient;
import io.mooring.client.MqQueue;
import io.mooring.message.MqMessage;
import io.mooring.message.Persistence;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The native client: one for all threads. To listen, a consumption, which commits each message when it was handled. */
final class NativeLibrary implements Library {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Persistence persistence;
    private final MqClient client;

    NativeLibrary(MqClient client, Load load) {
        this.client = client;
        this.persistence = load.persistent() ? Persistence.PERSISTENT : Persistence.NOT_PERSISTENT;
    }

    @Override
    public Worker worker() {
        return new NativeWorker();
    }

    @Override
    public AutoCloseable listen(int threads, Consumer<byte[]> consumer) {
        return client.queue(PUTS)
                .consume(ConsumeSettings.threads(threads), message -> consumer.accept(message.bytes()));
    }

    @Override
    public void close() {
        client.close();
    }

    private final class NativeWorker implements Worker {
        private final MqQueue puts = client.queue(PUTS);
        private final MqQueue gets = client.queue(GETS);

        @Override
        public void put(byte[] body) {
            puts.put(message(body));
        }

        @Override
        public byte[] get() {
            return present(gets.get(PATIENCE)).bytes();
        }

        @Override
        public byte[] transfer() {
            return client.inUnitOfWork(unit -> {
                byte[] body = present(unit.get(PUTS, PATIENCE)).bytes();
                unit.put(GETS, message(body));
                return body;
            });
        }

        private MqMessage message(byte[] body) {
            return MqMessage.wrap(body).withPersistence(persistence);
        }

        private static MqMessage present(Optional<MqMessage> message) {
            return message.orElseThrow(() -> new IllegalStateException("a message is missing"));
        }
    }
}
