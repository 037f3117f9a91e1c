package io.mooring.embedded.store;

import org.jspecify.annotations.Nullable;

/**
 * A get or browse that waits for a message. It ends exactly once: with a message, with a reason, or because it was
 * cancelled.
 */
public final class GetWaiter {
  /** What becomes of a waiting get. Called under the queue's monitor: it may only queue a task. */
  public interface Outcome {
    /** A message was taken from the queue for it (for a browse: was found). */
    void granted(QueuedMessage message);

    /** It ends without one. */
    void ended(int reasonCode);
  }

  private final Selection selection;
  private final @Nullable BrowseCursor browseFrom;
  private final Outcome outcome;

  GetWaiter(Selection selection, @Nullable BrowseCursor browseFrom, Outcome outcome) {
    this.selection = selection;
    this.browseFrom = browseFrom;
    this.outcome = outcome;
  }

  boolean browses() {
    return browseFrom != null;
  }

  boolean wants(QueuedMessage message) {
    if (browseFrom != null) {
      QueuedMessage position = browseFrom.position();
      if (position != null && QueuedMessage.QUEUE_ORDER.compare(message, position) <= 0) {
        return false;
      }
    }
    return selection.matches(message);
  }

  Outcome outcome() {
    return outcome;
  }
}
