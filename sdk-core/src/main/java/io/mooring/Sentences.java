package io.mooring;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What the messages of exceptions have in common: how instants and lists of messages are written, and one check. */
final class Sentences {
    /** UTC with milliseconds, always as many digits, so that lines compare and sort. */
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    /** So many messages are named in one sentence; the exception itself has them all. */
    private static final int NAMED = 3;

    private Sentences() {}

    static String instant(Instant at) {
        return INSTANT.format(at);
    }

    static String messages(List<PutReceipt> receipts) {
        StringBuilder text = new StringBuilder().append(receipts.size()).append(" put(s): ");
        for (int i = 0; i < Math.min(NAMED, receipts.size()); i++) {
            PutReceipt receipt = receipts.get(i);
            text.append(i == 0 ? "" : ", ")
                    .append(receipt.messageId())
                    .append(" to ")
                    .append(receipt.queue());
        }
        return receipts.size() > NAMED ? text.append(", ...").toString() : text.toString();
    }

    static void requireInDoubt(PutReceipt receipt) {
        require(receipt, PutState.IN_DOUBT);
    }

    static void require(PutReceipt receipt, PutState state) {
        if (receipt.state() != state) {
            throw new IllegalArgumentException("The receipt of message " + receipt.messageId() + " is "
                    + receipt.state() + "; this exception is for one that is " + state + ".");
        }
    }
}
