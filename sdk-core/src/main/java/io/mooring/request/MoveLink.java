package io.mooring.request;

import io.mooring.Move;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A move of the connection and the way to the one after it.
 *
 * <p>A request holds the last move before its put and finds the later ones from there. So a move is kept exactly as long as
 * a request needs it. The owner's lock guards {@code next} of the last one; the others never change.
 */
final class MoveLink {
    private final @Nullable Move move;
    private @Nullable MoveLink next;

    private MoveLink(@Nullable Move move) {
        this.move = move;
    }

    /** Before the first move. */
    static MoveLink beginning() {
        return new MoveLink(null);
    }

    /** Adds a move after this one, which is the last. */
    MoveLink then(Move later) {
        MoveLink link = new MoveLink(later);
        next = link;
        return link;
    }

    /** The last move from here on that was before an instant; this one if there is none. */
    MoveLink lastBefore(Instant instant) {
        MoveLink last = this;
        for (MoveLink link = next; link != null && link.move != null; link = link.next) {
            if (!link.move.at().isBefore(instant)) {
                break;
            }
            last = link;
        }
        return last;
    }

    /** The moves after this one, up to that one. */
    List<Move> upTo(MoveLink end) {
        List<Move> moves = new ArrayList<>();
        for (MoveLink link = this; link != end && link.next != null; link = link.next) {
            if (link.next.move != null) {
                moves.add(link.next.move);
            }
        }
        return moves;
    }
}
