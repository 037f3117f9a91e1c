package io.mooring.embedded.wire;

import static io.mooring.embedded.wire.Golden.MESSAGE_ID;
import static io.mooring.embedded.wire.Golden.NO_ID;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Conversations as clients have them, segment by segment; handles are those that the queue manager gives. */
public final class Recordings {
    private static final int WHOLE = 0x30;
    private static final int CONFIRM = 0x31;
    private static final String SELECTOR = "colour = 'blue' AND (size BETWEEN 2 AND 7 OR name LIKE 'a%')";

    private Recordings() {}

    /** Negotiation, user id, credentials, MQCONN: what every client begins with. */
    public static List<byte[]> handshake(String channel, String queueManager, String application) {
        List<byte[]> all = new ArrayList<>();
        all.add(Golden.socketSegment("TSH ", 0x01, CONFIRM, Golden.clientInitialData(channel, queueManager)));
        all.add(call(0x08, Golden.userIdentification("APP", "app")));
        all.add(call(0x0A, Golden.credentials("app", "secret", true)));
        all.add(call(0x81, Golden.connect(queueManager, application, 7, 0x200000, NO_ID)));
        return all;
    }

    /** A long conversation with each call and structure in it, about a queue. */
    public static List<byte[]> everything(String channel, String queueManager, String queue) {
        byte[] data = "some data".getBytes(StandardCharsets.US_ASCII);
        byte[] md1 = Golden.messageDescriptor(1, NO_ID, NO_ID);
        byte[] md2 = Golden.messageDescriptor(2, NO_ID, MESSAGE_ID);
        byte[] any = Golden.messageDescriptor(2, NO_ID, NO_ID);
        List<byte[]> all = new ArrayList<>(handshake(channel, queueManager, "recorded"));
        all.add(heartbeat());
        all.add(call(0x83, Golden.open(Golden.objectDescriptor(2, 5, "", "", "AMQ.*", "", "", ""), 0x2020))); // 2
        all.add(call(0x89, Golden.inquire(2, 3, 96, 31, 32, 2, 2015, 2032)));
        all.add(call(0x8C, Golden.spiQuery()));
        all.add(call(0x8C, Golden.spiOpen(0x2010, Golden.queue(2, queue)))); // 3
        all.add(call(0x86, Golden.put(3, md1, Golden.putOptions(2, 0x2000, 0, "", ""), data)));
        all.add(call(0x86, Golden.put(3, md2, Golden.putOptions(3, 0x2042, 0, "", ""), data)));
        all.add(call(0x87, Golden.put1(Golden.queue(3, queue), md2, Golden.putOptions(1, 0x2004, 0, "", ""), data)));
        all.add(call(0x8A, Golden.headerOnly()));
        all.add(call(0x83, Golden.open(Golden.queue(4, queue), 0x203A))); // 4: shared input, browse, inquire, output
        all.add(call(0x85, Golden.get(4, any, Golden.getOptions(3, 0x2010, 0, "", 0), 4096)));
        all.add(call(0x85, Golden.get(4, any, Golden.getOptions(4, 0x2800, 0, "", 0), 4)));
        all.add(call(0x85, Golden.get(4, any, Golden.getOptions(2, 0x2002, 0, "", 0), 4096)));
        all.add(call(0x85, Golden.get(4, md2, Golden.getOptions(1, 0x2005, 1, "", 0), 4096)));
        all.add(call(0x8B, Golden.headerOnly()));
        all.add(call(0x89, Golden.inquire(4, 3, 48, 3, 17, 20, 2016)));
        all.add(call(0x83, Golden.open(Golden.queue(2, queue), 0x2040))); // 5: set
        all.add(call(0x88, Golden.set(5, 9, 0)));
        all.add(call(0x83, Golden.open(Golden.queue(2, "SYSTEM.DEFAULT.MODEL.QUEUE"), 0x2030))); // 6
        all.add(call(0x8C, Golden.spiOpen(0x2029, selecting(queue)))); // 7
        all.add(notification(Golden.notification(7, 5, 16), 1, WHOLE));
        all.add(notification(Golden.notification(-1, 3, 2), 1, WHOLE));
        all.add(request(Golden.requestMessages(7, 1, 0x2003000, 0x11, 0)));
        all.add(notification(Golden.notification(-1, 8, 0), 1, WHOLE));
        all.add(request(Golden.requestMessages(4, 102400, 0x2002002, 0x18, 3, MESSAGE_ID, NO_ID)));
        all.add(request(Golden.requestMessages(4, 102400, 0x2002002, 0x0A)));
        all.add(call(0x8C, Golden.spiReserve(0x00FFFFFF)));
        all.add(call(0x8C, Golden.spiNotify(MESSAGE_ID)));
        all.add(call(0x8D, Golden.api(0, 0, 0, 0).zeros(120).array()));
        all.add(socket(0x0C, WHOLE, Golden.socketAction(3, 0, 1, 5, 6)));
        all.add(Golden.segment(0x0A, 3, 0, WHOLE, Golden.credentials("app", "secret", false)));
        all.add(Golden.segment(0x81, 3, 0, WHOLE, Golden.connect("*", "second", 15, 0x1000000, NO_ID)));
        byte[] put1 = Golden.put1(Golden.queue(2, queue), md1, Golden.putOptions(2, 4, 0, "", ""), new byte[3000]);
        all.add(Golden.segment(0x87, 3, 0, 0x10, java.util.Arrays.copyOf(put1, 1000)));
        all.add(Golden.segment(0x87, 3, 0, 0x00, java.util.Arrays.copyOfRange(put1, 1000, 2000)));
        all.add(Golden.segment(0x87, 3, 0, 0x20, java.util.Arrays.copyOfRange(put1, 2000, put1.length)));
        all.add(Golden.segment(
                0x8E, 3, 0, WHOLE, Golden.api(0, 0, 0, 0).zeros(100).array()));
        all.add(Golden.segment(
                0xA3, 3, 0, WHOLE, Golden.api(0, 0, 0, 0).zeros(100).array()));
        all.add(Golden.segment(0x82, 3, 0, WHOLE, Golden.headerOnly()));
        all.add(socket(0x0C, WHOLE, Golden.socketAction(3, 0, 2, 0, 0)));
        all.add(notification(Golden.notification(-1, 3, 0), 3, CONFIRM));
        all.add(call(0x84, Golden.close(6, 2)));
        all.add(call(0x84, Golden.close(7, 0)));
        all.add(call(0x82, Golden.headerOnly()));
        all.add(socket(0x0C, 0x38, Golden.socketAction(1, 0, 2, 0, 0)));
        return all;
    }

    /** A call on the first conversation. */
    public static byte[] call(int type, byte[] body) {
        return Golden.segment(type, 1, 0, WHOLE, body);
    }

    /** A heartbeat that wants an answer. */
    public static byte[] heartbeat() {
        return socket(0x09, CONFIRM, new byte[0]);
    }

    /** A segment of the whole socket. */
    public static byte[] socket(int type, int flags, byte[] body) {
        return Golden.socketSegment("TSHC", type, flags, body);
    }

    /** A consumer's request for messages. */
    public static byte[] request(byte[] body) {
        return Golden.segment(0x0E, 1, 1, WHOLE, body);
    }

    /** News from a client. */
    public static byte[] notification(byte[] body, int request, int flags) {
        return Golden.segment(0x0F, 1, request, flags, body);
    }

    private static byte[] selecting(String queue) {
        return Golden.objectDescriptor(4, 1, queue, "", "AMQ.*", "", "", SELECTOR);
    }
}
