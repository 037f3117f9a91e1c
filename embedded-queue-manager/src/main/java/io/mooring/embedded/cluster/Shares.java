package io.mooring.embedded.cluster;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many instances of one application each queue manager should have, so that the numbers differ by one at most and as
 * few as possible move. Arithmetic only.
 */
final class Shares {
    private Shares() {}

    /**
     * The even shares.
     *
     * @param present how many each has now; all that are to have a share are in it
     */
    static <Q> Map<Q, Integer> of(Map<Q, Integer> present) {
        Map<Q, Integer> shares = new LinkedHashMap<>();
        if (present.isEmpty()) {
            return shares;
        }
        int total = present.values().stream().mapToInt(Integer::intValue).sum();
        int each = total / present.size();
        int withOneMore = total % present.size();
        List<Q> fullestFirst = present.keySet().stream()
                .sorted(Comparator.comparing((Q queueManager) -> present.getOrDefault(queueManager, 0))
                        .reversed())
                .toList();
        for (Q queueManager : fullestFirst) {
            shares.put(queueManager, withOneMore > 0 ? each + 1 : each);
            withOneMore--;
        }
        return shares;
    }
}
