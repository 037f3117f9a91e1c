package io.mooring.embedded.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages valid segments: lengths, types, handles, conversations, flags, any byte; cuts, repeats and reorders them. */
public final class Mutations {
    private static final int[] NASTY = {
        0,
        1,
        -1,
        -2,
        2,
        3,
        4,
        8,
        27,
        28,
        35,
        36,
        37,
        255,
        256,
        1024,
        32766,
        32767,
        65535,
        65536,
        0x7fffffff,
        0x7ffffffe,
        0x80000000,
        0x40000000,
        0x20000000,
        104857600
    };

    private Mutations() {}

    /** A damaged copy of a segment. */
    public static byte[] ofSegment(byte[] segment, Random random) {
        byte[] bytes = segment.clone();
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    /** A damaged copy of a conversation. */
    public static List<byte[]> ofConversation(List<byte[]> segments, Random random) {
        List<byte[]> all = new ArrayList<>(segments);
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            int at = random.nextInt(all.size());
            switch (random.nextInt(8)) {
                case 0 -> all.remove(at);
                case 1 -> all.add(at, all.get(random.nextInt(all.size())));
                case 2 -> all.add(random.nextInt(all.size()), all.remove(at));
                default -> all.set(at, ofSegment(all.get(at), random));
            }
            if (all.isEmpty()) {
                return List.of(new byte[0]);
            }
        }
        return all;
    }

    private static byte[] once(byte[] bytes, Random random) {
        if (bytes.length < 40) {
            return random.nextBoolean() ? randomBytes(random.nextInt(64), random) : flip(bytes, random);
        }
        boolean conversation = bytes[3] == 'M';
        switch (random.nextInt(12)) {
            case 0 -> put(bytes, 4, nasty(random)); // segment length
            case 1 -> bytes[conversation ? 17 : 9] = (byte) random.nextInt(256); // type
            case 2 -> bytes[conversation ? 18 : 10] = (byte) random.nextInt(256); // flags
            case 3 -> put(bytes, 8, conversation ? random.nextInt(5) : nasty(random)); // conversation
            case 4 -> put(bytes, conversation ? 48 : 28, nasty(random)); // handle
            case 5 -> put(bytes, random.nextInt(bytes.length / 4) * 4, nasty(random)); // any number
            case 6 -> {
                byte[] cut = Arrays.copyOf(bytes, conversation ? 36 + random.nextInt(bytes.length - 35) : 28);
                put(cut, 4, cut.length); // an honest length, but too little in it
                return cut;
            }
            case 7 -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + random.nextInt(600));
                put(longer, 4, longer.length);
                return longer;
            }
            case 8 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length)); // truncated
            }
            default -> {
                return flip(bytes, random);
            }
        }
        return bytes;
    }

    private static byte[] flip(byte[] bytes, Random random) {
        for (int i = bytes.length == 0 ? 4 : random.nextInt(4); i < 4; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Rubbish. */
    public static byte[] randomBytes(int length, Random random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static int nasty(Random random) {
        return random.nextInt(4) == 0 ? random.nextInt(2000) - 10 : NASTY[random.nextInt(NASTY.length)];
    }

    private static void put(byte[] bytes, int at, int value) {
        if (at + 4 <= bytes.length) {
            for (int i = 0; i < 4; i++) {
                bytes[at + i] = (byte) (value >>> (24 - 8 * i));
            }
        }
    }
}
