package io.mooring.embedded.wire;

import java.nio.charset.StandardCharsets;

/**
 * What an IBM client and a queue manager say on the wire, spelled by hand after recorded conversations: the structures that
 * calls consist of. Lengths and offsets are those of the recordings.
 */
public final class Golden {
    /** A message id as a queue manager makes it. */
    public static final String MESSAGE_ID = "414d5120 514d3120 20202020 20202020 6b001212 0000000b"; // AMQ QM1

    /** Another one. */
    public static final String CORRELATION_ID = "01020304 05060708 090a0b0c 0d0e0f10 11121314 15161718";

    /** 24 bytes of nothing. */
    public static final String NO_ID = "00000000 00000000 00000000 00000000 00000000 00000000";

    private Golden() {}

    /** A segment of the negotiation (TSH) or of the whole socket (TSHC): header of 28 bytes. */
    public static byte[] socketSegment(String eyeCatcher, int type, int flags, byte[] body) {
        return Bytes.begin()
                .ascii(eyeCatcher)
                .i32(28 + body.length) // segment length
                .i8(1) // byte order: big-endian
                .i8(type)
                .i8(flags)
                .i8(0) // control flags 2
                .zeros(8) // unit of work id
                .i32(273) // encoding
                .i16(819) // ccsid
                .i16(0) // reserved
                .bytes(body)
                .array();
    }

    /** A segment of a conversation (TSHM): header of 36 bytes. */
    public static byte[] segment(int type, int conversation, int request, int flags, byte[] body) {
        return Bytes.begin()
                .ascii("TSHM")
                .i32(36 + body.length) // segment length
                .i32(conversation)
                .i32(request)
                .i8(1) // byte order: big-endian
                .i8(type)
                .i8(flags)
                .i8(0) // control flags 2
                .zeros(8) // unit of work id
                .i32(273) // encoding
                .i16(819) // ccsid
                .i16(0) // reserved
                .bytes(body)
                .array();
    }

    /** ID of a client as of 9.4, or the answer to it; cut to 160 or 208 bytes as lower levels have it. */
    public static byte[] initialData(
            int fapLevel,
            int maximumSegment,
            int maximumMessage,
            String channel,
            String queueManager,
            int heartbeat,
            int conversations,
            int capabilities3,
            String product,
            String queueManagerId,
            String algorithms,
            int length) {
        byte[] whole = Bytes.begin()
                .ascii("ID  ")
                .i8(fapLevel)
                .i8(0x26) // capabilities 1: MQ requests, split messages, conversion
                .i8(0) // extended capabilities 1
                .i8(0) // error flags
                .i16(0) // reserved
                .i16(0) // longest batch
                .i32(maximumSegment)
                .i32(maximumMessage)
                .i32(0) // sequence wrap
                .text(channel, 20)
                .i8(0x51) // capabilities 2: distribution lists, XA, SPI
                .i8(0) // extended capabilities 2
                .i16(819) // ccsid
                .text(queueManager, 48)
                .i32(heartbeat)
                .i16(138) // length of what follows this field
                .i8(0) // error flags 2
                .i8(0) // reserved
                .hex("00ff") // header compression: none
                .hex("00ff ffff ffff ffff ffff ffff ffff ffff") // message compression: none
                .i16(0) // reserved
                .i32(0) // TLS key reset
                .i32(conversations)
                .i8(capabilities3)
                .i8(0) // extended capabilities 3
                .i16(0) // reserved
                .i32(9398) // process
                .i32(1) // thread
                .i32(3) // trace
                .text(product, 12)
                .text(queueManagerId, 48)
                .hex(algorithms) // password protection, 20 bytes
                .hex("62e0e4f6 b4eeb696 827b5e3d") // random
                .array();
        return java.util.Arrays.copyOf(whole, length);
    }

    /** The ID that a 9.4 client begins with. */
    public static byte[] clientInitialData(String channel, String queueManager) {
        return initialData(
                17,
                32748,
                104857600,
                channel,
                queueManager,
                1,
                10,
                0x28,
                "MQJB09040400",
                "CANNED_DATA",
                "00010000 ffffffff ffffffff ffffffff ffffffff",
                240);
    }

    /** UID: the operating system user. */
    public static byte[] userIdentification(String shortUser, String longUser) {
        return Bytes.begin()
                .ascii("UID ")
                .text(shortUser, 12)
                .text("", 12) // password
                .text(longUser, 64)
                .zeros(40) // security id
                .array();
    }

    /** CAUT with the token fields of newer clients, or without. */
    public static byte[] credentials(String user, String password, boolean withToken) {
        Bytes bytes = Bytes.begin()
                .ascii("CAUT")
                .i32(1) // type: user id and password
                .i32(user.length()) // longest user id
                .i32(password.length()) // longest password
                .i32(user.length())
                .i32(password.length());
        if (withToken) {
            bytes.i32(0) // longest token
                    .i32(0); // length of the token
        }
        return bytes.ascii(user).ascii(password).array();
    }

    /** The 16 bytes at the front of each call. */
    public static Bytes api(int callLength, int completionCode, int reason, int handle) {
        return Bytes.begin().i32(callLength).i32(completionCode).i32(reason).i32(handle);
    }

    /** MQCONN, or its answer with a connection id. */
    public static byte[] connect(
            String queueManager, String application, int callOptions, int connectOptions, String connectionId) {
        return api(524, 0, 0, 0)
                .text(queueManager, 48)
                .text(application, 28)
                .i32(28) // application type: Java
                .zeros(32) // accounting token
                .i32(callOptions)
                .i32(connectOptions)
                .ascii("FCNO")
                .i32(4) // version
                .i32(0) // capabilities
                .hex(connectionId) // connection tag, first 24 of 128 bytes
                .zeros(104)
                .zeros(128) // returned connection tag
                .i32(0) // rebalancing: application type
                .i32(-1) // timeout
                .i32(0) // options
                .zeros(24) // product id
                .zeros(48) // reconnection QMID
                .array();
    }

    /** MQMD: 324 bytes in version 1, 364 in version 2. */
    public static byte[] messageDescriptor(int version, String messageId, String correlationId) {
        Bytes bytes = Bytes.begin()
                .ascii("MD  ")
                .i32(version)
                .i32(0x40) // report: pass the message id on
                .i32(1) // type: request
                .i32(600) // expiry: a minute
                .i32(0) // feedback
                .i32(273) // encoding
                .i32(1208) // ccsid
                .text("MQSTR", 8)
                .i32(4) // priority
                .i32(0) // not persistent
                .hex(messageId)
                .hex(correlationId)
                .i32(0) // backout count
                .text("REPLIES", 48)
                .text("QM2", 48)
                .text("app", 12) // user
                .zeros(32) // accounting token
                .text("identity", 32)
                .i32(28) // application type: Java
                .text("orders", 28)
                .text("20261120", 8)
                .text("11223344", 8)
                .text("orig", 4);
        if (version == 2) {
            bytes.hex(NO_ID) // group id
                    .i32(1) // sequence number
                    .i32(0) // offset
                    .i32(0) // flags
                    .i32(-1); // original length
        }
        return bytes.array();
    }

    /** MQOD: 168, 200, 336 or 400 bytes in versions 1 to 4; a selection stands directly behind version 4. */
    public static byte[] objectDescriptor(
            int version,
            int type,
            String name,
            String queueManager,
            String dynamicName,
            String resolvedQueue,
            String resolvedQueueManager,
            String selection) {
        Bytes bytes = Bytes.begin()
                .ascii("OD  ")
                .i32(version)
                .i32(type)
                .text(name, 48)
                .text(queueManager, 48)
                .text(dynamicName, 48)
                .text("", 12); // alternate user id
        if (version >= 2) {
            bytes.zeros(32); // distribution list
        }
        if (version >= 3) {
            bytes.zeros(40) // alternate security id
                    .text(resolvedQueue, 48)
                    .text(resolvedQueueManager, 48);
        }
        if (version >= 4) {
            byte[] text = selection.getBytes(StandardCharsets.UTF_8);
            bytes.zeros(20) // object string
                    .i32(0) // selection string: pointer
                    .i32(text.length == 0 ? 0 : 400) // offset, from the structure's begin
                    .i32(0) // buffer size
                    .i32(text.length)
                    .i32(1208) // ccsid
                    .zeros(20) // resolved object string
                    .i32(0) // resolved type
                    .bytes(text);
        }
        return bytes.array();
    }

    /** A queue to open. */
    public static byte[] queue(int version, String name) {
        return objectDescriptor(version, 1, name, "", "AMQ.*", "", "", "");
    }

    /** MQPMO: 128, 152 or 176 bytes in versions 1 to 3. */
    public static byte[] putOptions(
            int version, int options, int contextHandle, String resolvedQueue, String resolvedQueueManager) {
        Bytes bytes = Bytes.begin()
                .ascii("PMO ")
                .i32(version)
                .i32(options)
                .i32(-1) // timeout
                .i32(contextHandle)
                .zeros(12) // counts: local, remote, invalid destinations
                .text(resolvedQueue, 48)
                .text(resolvedQueueManager, 48);
        if (version >= 2) {
            bytes.zeros(24); // distribution list
        }
        if (version >= 3) {
            bytes.zeros(24); // message handles, action, level
        }
        return bytes.array();
    }

    /** MQGMO: 72, 80, 100 or 112 bytes in versions 1 to 4. */
    public static byte[] getOptions(int version, int options, int wait, String resolvedQueue, int matchOptions) {
        Bytes bytes = Bytes.begin()
                .ascii("GMO ")
                .i32(version)
                .i32(options)
                .i32(wait)
                .zeros(8) // signals
                .text(resolvedQueue, 48);
        if (version >= 2) {
            bytes.i32(matchOptions).text("", 4); // group status, segment status, segmentation, reserved
        }
        if (version >= 3) {
            bytes.zeros(16) // message token
                    .i32(-1); // returned length
        }
        if (version >= 4) {
            bytes.zeros(12); // reserved, message handle
        }
        return bytes.array();
    }

    /** MQOPEN with its FOPA. */
    public static byte[] open(byte[] descriptor, int options) {
        return api(0, 0, 0, 0)
                .bytes(descriptor)
                .i32(options)
                .bytes(openDefaults(-1, -1, 0, 0))
                .array();
    }

    /** FOPA. */
    public static byte[] openDefaults(int persistence, int putResponse, int readAhead, int propertyControl) {
        return Bytes.begin()
                .ascii("FOPA")
                .i32(1) // version
                .i32(28) // length
                .i32(persistence)
                .i32(putResponse)
                .i32(readAhead)
                .i32(propertyControl)
                .array();
    }

    /** MQPUT. */
    public static byte[] put(int handle, byte[] descriptor, byte[] options, byte[] data) {
        return api(0, 0, 0, handle)
                .bytes(descriptor)
                .bytes(options)
                .i32(data.length)
                .bytes(data)
                .array();
    }

    /** MQPUT1. */
    public static byte[] put1(byte[] object, byte[] descriptor, byte[] options, byte[] data) {
        return api(0, 0, 0, -1)
                .bytes(object)
                .bytes(descriptor)
                .bytes(options)
                .i32(data.length)
                .bytes(data)
                .array();
    }

    /** MQGET. */
    public static byte[] get(int handle, byte[] descriptor, byte[] options, int bufferLength) {
        return api(0, 0, 0, handle)
                .bytes(descriptor)
                .bytes(options)
                .i32(bufferLength)
                .array();
    }

    /** MQINQ. */
    public static byte[] inquire(int handle, int integers, int characters, int... selectors) {
        Bytes bytes = api(0, 0, 0, handle).i32(selectors.length).i32(integers).i32(characters);
        for (int selector : selectors) {
            bytes.i32(selector);
        }
        return bytes.array();
    }

    /** MQSET of inhibit get (9) or put (10). */
    public static byte[] set(int handle, int selector, int value) {
        return api(0, 0, 0, handle)
                .i32(1)
                .i32(1)
                .i32(0)
                .i32(selector)
                .i32(value)
                .array();
    }

    /** MQCLOSE. */
    public static byte[] close(int handle, int options) {
        return api(0, 0, 0, handle).i32(options).array();
    }

    /** MQCMIT, MQBACK, MQDISC. */
    public static byte[] headerOnly() {
        return api(52, 0, 0, 0).array();
    }

    /** The frame of an SPI call; the structures are named by the verb's letter. */
    public static Bytes spi(int verb, String letter, int inLength, int outLength) {
        return api(0, 0, 0, -1)
                .i32(verb)
                .i32(1) // version
                .i32(outLength)
                .ascii("SP" + letter + "U")
                .i32(1) // version
                .i32(12) // length
                .ascii("SP" + letter + "I")
                .i32(1) // version
                .i32(inLength);
    }

    /** The frame of an SPI answer behind its API header. */
    public static Bytes spiAnswer(int verb, String letter, int outLength) {
        return Bytes.begin()
                .i32(verb)
                .i32(1) // version
                .i32(outLength)
                .ascii("SP" + letter + "U")
                .i32(1) // version
                .i32(12) // length
                .ascii("SP" + letter + "O")
                .i32(1) // version
                .i32(outLength);
    }

    /** SPI query. */
    public static byte[] spiQuery() {
        return spi(1, "Q", 12, 12).array();
    }

    /** SPI open with LPOO and MQOD. */
    public static byte[] spiOpen(int options, byte[] descriptor) {
        int length = 12 + 32 + descriptor.length;
        return spi(12, "O", length, length)
                .ascii("LPOO")
                .i32(1) // version
                .i32(options)
                .i32(3) // lpi options
                .i32(-1) // default persistence
                .i32(-1) // default put response
                .i32(-1) // default read ahead
                .i32(-1) // property control
                .bytes(descriptor)
                .array();
    }

    /** SPI reserve. */
    public static byte[] spiReserve(int count) {
        return spi(6, "R", 20, 44)
                .i32(24) // length of a message id
                .i32(count)
                .array();
    }

    /** SPI notify: end the wait of another connection. */
    public static byte[] spiNotify(String connectionId) {
        return spi(11, "N", 44, 12)
                .i32(1) // options
                .i32(2107) // reason
                .hex(connectionId)
                .array();
    }

    /** NOTIFICATION. */
    public static byte[] notification(int handle, int code, int value) {
        return Bytes.begin().i32(1).i32(handle).i32(code).i32(value).array();
    }

    /** REQUEST_MSGS without its selection part. */
    public static byte[] requestMessages(int handle, int credit, int options, int flags) {
        return Bytes.begin()
                .i32(1) // version
                .i32(handle)
                .i32(514) // bytes taken
                .i32(credit)
                .i32(-1) // longest message: any
                .i32(options)
                .i32(0) // wait
                .i32(0) // queue status
                .i32(flags)
                .i32(7) // index of the last message taken
                .array();
    }

    /** REQUEST_MSGS with its selection part. */
    public static byte[] requestMessages(
            int handle, int credit, int options, int flags, int matchOptions, String... ids) {
        Bytes bytes = Bytes.begin()
                .bytes(requestMessages(handle, credit, options, flags))
                .i16(1) // selection index
                .i16(2) // MQMD version
                .i32(1208) // ccsid
                .i32(273) // encoding
                .i32(0) // sequence number
                .i32(0) // offset
                .i32(matchOptions);
        for (String id : ids) {
            bytes.hex(id);
        }
        return bytes.array();
    }

    /** SOCKET_ACTION. */
    public static byte[] socketAction(int conversation, int request, int type, int parameter1, int parameter2) {
        return Bytes.begin()
                .i32(conversation)
                .i32(request)
                .i32(type)
                .i32(parameter1)
                .i32(parameter2)
                .array();
    }
}
