package io.mooring.samples.demo;

import io.mooring.ConnectionState;
import io.mooring.QueueManagerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** On which queue managers Mooring's clients are at this moment, as they say themselves. Safe for use by many threads. */
final class Places {
    private final List<MooringShop> clients;
    private final List<String> queueManagers;

    /**
     * Some clients that are too many where they are.
     *
     * @param queueManager where that is
     * @param applications their names
     * @param movesBefore how often each of them had moved by then
     */
    record Surplus(String queueManager, List<String> applications, Map<String, Integer> movesBefore) {}

    /** The places of clients, of which more may come. */
    Places(List<MooringShop> clients, List<String> queueManagers) {
        this.clients = clients;
        this.queueManagers = queueManagers;
    }

    private Map<String, List<MooringShop>> connected() {
        Map<String, List<MooringShop>> connected = new TreeMap<>();
        queueManagers.forEach(name -> connected.put(name, new ArrayList<>()));
        clients.stream()
                .filter(shop -> shop.client().state() == ConnectionState.CONNECTED)
                .forEach(shop -> shop.client()
                        .queueManager()
                        .map(QueueManagerName::value)
                        .map(connected::get)
                        .ifPresent(there -> there.add(shop)));
        return connected;
    }

    /** How many are connected on each queue manager. */
    Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new TreeMap<>();
        connected().forEach((name, there) -> numbers.put(name, there.size()));
        return numbers;
    }

    boolean allConnected() {
        return connected().values().stream().mapToInt(List::size).sum() == clients.size();
    }

    int on(String queueManager) {
        return connected().getOrDefault(queueManager, List.of()).size();
    }

    boolean isEven() {
        List<Integer> numbers =
                connected().values().stream().map(List::size).sorted().toList();
        return allConnected() && numbers.get(numbers.size() - 1) - numbers.get(0) <= 1;
    }

    /** Such as {@code QM1 3, QM2 3, QM3 3}. */
    @Override
    public String toString() {
        return connected().entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().size())
                .collect(Collectors.joining(", "));
    }

    /** Who is too many where, now; nobody while some are on their way. */
    List<Surplus> surplus() {
        int fair = clients.size() / queueManagers.size();
        List<Surplus> surplus = new ArrayList<>();
        if (allConnected() && !isEven()) {
            connected().forEach((name, there) -> {
                List<MooringShop> many = there.subList(Math.min(fair, there.size()), there.size());
                if (!many.isEmpty()) {
                    surplus.add(new Surplus(
                            name,
                            many.stream().map(MooringShop::name).toList(),
                            many.stream()
                                    .collect(Collectors.toMap(
                                            MooringShop::name,
                                            shop -> shop.client().moves().size()))));
                }
            });
        }
        return surplus;
    }

    /** Whether those that were asked to move have. */
    boolean haveMoved(List<Surplus> surplus) {
        return clients.stream()
                .allMatch(shop -> surplus.stream()
                        .allMatch(each -> shop.client().moves().size()
                                > each.movesBefore().getOrDefault(shop.name(), -1)));
    }
}
