package io.mooring.embedded.call;

import org.jspecify.annotations.Nullable;

/** What a running queue manager does with calls and connects at the moment. Safe for use by many threads. */
public final class RunState {
  private volatile boolean quiescing;
  private volatile @Nullable Integer refuseConnects;

  /** Whether calls with FAIL_IF_QUIESCING and new connects fail with 2161. */
  public boolean quiescing() {
    return quiescing;
  }

  /** Begins or ends quiescing. */
  public void quiescing(boolean quiesce) {
    quiescing = quiesce;
  }

  /** The reason code that MQCONN is refused with, or null. */
  public @Nullable Integer refuseConnects() {
    return refuseConnects;
  }

  /** Refuses each MQCONN with a reason code, or no more with null. */
  public void refuseConnects(@Nullable Integer reasonCode) {
    refuseConnects = reasonCode;
  }
}
