package io.mooring.channeltable;

import io.mooring.channeltable.ChannelTableEntry.Affinity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** In what order the entries of one name are tried: weight 0 first, by channel name, then the others as drawn by weight. */
final class AttemptOrder {
    private AttemptOrder() {}

    /**
     * The entries in the order of one connect.
     *
     * @param entries of one name
     * @param random what draws, unless one of the drawn entries has preferred affinity
     * @param host its name makes the order where affinity is preferred
     */
    static List<ChannelTableEntry> of(List<ChannelTableEntry> entries, RandomGenerator random, String host) {
        List<ChannelTableEntry> order = new ArrayList<>(entries.stream()
                .filter(entry -> entry.weight() == 0)
                .sorted(Comparator.comparing(entry -> entry.channel().name()))
                .toList());
        List<ChannelTableEntry> weighted = new ArrayList<>(
                entries.stream().filter(entry -> entry.weight() > 0).toList());
        boolean preferred = weighted.stream().anyMatch(entry -> entry.affinity() == Affinity.PREFERRED);
        RandomGenerator draws = preferred ? fixedFor(host, weighted) : random;
        while (!weighted.isEmpty()) {
            order.add(draw(weighted, draws));
        }
        return order;
    }

    private static ChannelTableEntry draw(List<ChannelTableEntry> weighted, RandomGenerator random) {
        int rest = random.nextInt(
                weighted.stream().mapToInt(ChannelTableEntry::weight).sum());
        int drawn = 0;
        while (rest >= weighted.get(drawn).weight()) {
            rest -= weighted.get(drawn).weight();
            drawn++;
        }
        return weighted.remove(drawn);
    }

    /**
     * The same draws in each process of a host that has the same entries. {@link Random}, because its algorithm is the same
     * in each JDK; seeded by a digest, because it begins alike for seeds that are near each other, and the names of hosts
     * (app1, app2) are.
     */
    private static Random fixedFor(String host, List<ChannelTableEntry> weighted) {
        MessageDigest digest = sha256();
        digest.update(host.getBytes(StandardCharsets.UTF_8));
        for (ChannelTableEntry entry : weighted) {
            String line = '\n'
                    + entry.queueManager()
                    + ' '
                    + entry.channel().name()
                    + ' '
                    + entry.endpoints()
                    + ' '
                    + entry.weight();
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return new Random(ByteBuffer.wrap(digest.digest()).getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
