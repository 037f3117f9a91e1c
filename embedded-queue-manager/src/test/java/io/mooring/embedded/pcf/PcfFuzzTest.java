package io.mooring.embedded.pcf;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.Reason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Damaged requests: whatever is in them, there are answers that can be read, or none, and never a defect. */
class PcfFuzzTest {
    private static final int MUTATIONS = 100_000;
    private static final int[] NASTY = {0, 1, -1, 3, 4, 15, 16, 17, 20, 24, 36, 1001, 1009, 0x7fffffff, 0x80000000};

    private final Logger log = (Logger) LoggerFactory.getLogger(CommandServer.class);

    @BeforeEach
    void refusalsAreNotLogged() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void refusalsAreLoggedAgain() {
        log.setLevel(null);
    }

    @Test
    void everyMutationOfARequestIsAnsweredOrDropped() {
        long seed = Long.getLong("mooring.seed", System.nanoTime());
        System.out.println("PcfFuzzTest: -Dmooring.seed=" + seed);
        Random random = new Random(seed);
        List<byte[]> requests = validRequests();
        CommandServer server = new CommandServer(administration());
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            if (i % 1000 == 0) {
                server = new CommandServer(administration());
            }
            byte[] body = mutated(requests.get(random.nextInt(requests.size())), random);
            Message request = new Message(descriptor(random), body);
            List<Message> answers = server.answer(request);
            for (Message answer : answers) {
                PcfMessage read = PcfReader.read(answer.body(), 273, 819);
                assertThat(read.reasonCode())
                        .as("seed %d, mutation %d: %s", seed, i, request)
                        .isNotEqualTo(Reason.UNEXPECTED_ERROR.code());
                refused += read.completionCode() == 2 ? 1 : 0;
            }
        }
        assertThat(refused).as("refused mutations").isBetween(MUTATIONS / 4, MUTATIONS);
    }

    private static MessageDescriptor descriptor(Random random) {
        int[] encodings = {273, 273, 273, 546, 0, random.nextInt()};
        int[] characterSets = {819, 1208, 500, 0, random.nextInt()};
        return MessageDescriptor.defaults().toBuilder()
                .type(random.nextInt(20) == 0 ? random.nextInt(10) : MessageDescriptor.REQUEST)
                .format(random.nextInt(50) == 0 ? "MQSTR" : "MQADMIN")
                .encoding(encodings[random.nextInt(encodings.length)])
                .ccsid(characterSets[random.nextInt(characterSets.length)])
                .report(random.nextInt())
                .build();
    }

    private static byte[] mutated(byte[] request, Random random) {
        byte[] body = request.clone();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            switch (random.nextInt(5)) {
                case 0 -> flipABit(body, random);
                case 1 -> putANastyNumber(body, random);
                case 2 -> body = Arrays.copyOf(body, random.nextInt(body.length + 40));
                case 3 -> putANearbyNumber(body, random);
                default -> changeTheCommand(body, random);
            }
        }
        return body;
    }

    private static void flipABit(byte[] body, Random random) {
        if (body.length > 0) {
            body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private static void putANastyNumber(byte[] body, Random random) {
        if (body.length >= 4) {
            ByteBuffer.wrap(body).putInt(4 * random.nextInt(body.length / 4), NASTY[random.nextInt(NASTY.length)]);
        }
    }

    private static void putANearbyNumber(byte[] body, Random random) {
        if (body.length >= 4) {
            int position = 4 * random.nextInt(body.length / 4);
            ByteBuffer.wrap(body).putInt(position, ByteBuffer.wrap(body).getInt(position) + random.nextInt(9) - 4);
        }
    }

    private static void changeTheCommand(byte[] body, Random random) {
        if (body.length >= 16) {
            ByteBuffer.wrap(body).putInt(12, random.nextInt(100));
        }
    }

    private static List<byte[]> validRequests() {
        List<byte[]> requests = new ArrayList<>();
        List<PcfParameter> queue = List.of(
                new PcfParameter.StringValue(2016, "Q*"),
                new PcfParameter.IntegerValue(20, 1),
                new PcfParameter.IntegerList(1002, List.of(3, 15)),
                new PcfParameter.IntegerFilter(3, 4, -1));
        List<PcfParameter> define = List.of(
                new PcfParameter.StringValue(2016, "Q9"),
                new PcfParameter.IntegerValue(20, 1),
                new PcfParameter.StringValue(2013, "description"),
                new PcfParameter.IntegerValue(15, 100));
        List<PcfParameter> channel =
                List.of(new PcfParameter.StringValue(3501, "APP*"), new PcfParameter.IntegerValue(1523, 1011));
        List<PcfParameter> connection = List.of(
                new PcfParameter.ByteString(7007, new byte[0]),
                new PcfParameter.StringFilter(3058, 18, "*"),
                new PcfParameter.IntegerValue(1110, 1113));
        List<PcfParameter> strange = List.of(
                new PcfParameter.Group(8001, List.of(new PcfParameter.LongValue(1, 2))),
                new PcfParameter.StringList(3011, List.of("A", "B")),
                new PcfParameter.ByteStringFilter(7006, 2, new byte[5]),
                new PcfParameter.LongList(747, List.of(1L)));
        add(requests, 40, List.of());
        add(requests, 2, List.of(new PcfParameter.IntegerList(1001, List.of(2015, 31))));
        for (int command : new int[] {13, 18, 41, 17}) {
            add(requests, command, queue);
            add(requests, command, queue.subList(0, 1));
        }
        for (int command : new int[] {8, 9, 11, 12}) {
            add(requests, command, define);
            add(requests, command, define.subList(0, 1));
        }
        for (int command : new int[] {20, 21, 23, 24, 25, 28, 29, 42}) {
            add(requests, command, channel);
            add(requests, command, channel.subList(0, 1));
        }
        add(requests, 85, connection);
        add(requests, 70, List.of(new PcfParameter.StringValue(2031, "*")));
        add(requests, 72, List.of(new PcfParameter.StringValue(2029, "UNI"), new PcfParameter.IntegerValue(1008, 1)));
        add(requests, 13, strange);
        return requests;
    }

    private static void add(List<byte[]> requests, int command, List<PcfParameter> parameters) {
        requests.add(PcfWriter.write(new PcfMessage(1, 3, command, 1, true, 0, 0, parameters)));
    }

    private static FakeAdministration administration() {
        FakeAdministration administration = new FakeAdministration()
                .with(QueueDefinition.local("Q1"))
                .with(QueueDefinition.alias("Q2", "Q1"))
                .with(ChannelDefinition.named("APP.SVRCONN"));
        administration.connections.add(QueueStatusCommandsTest.ORDER_INTAKE);
        return administration;
    }
}
