package io.mooring.benchmarks;

import static io.mooring.benchmarks.Libraries.CACHE;
import static io.mooring.benchmarks.Libraries.CLASSES;
import static io.mooring.benchmarks.Libraries.DROP_IN;
import static io.mooring.benchmarks.Libraries.JMS;
import static io.mooring.benchmarks.Libraries.NATIVE;
import static io.mooring.benchmarks.Libraries.OVER_DROP_IN;
import static io.mooring.benchmarks.Libraries.POOL;

import io.mooring.request.ReplyQueue;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The libraries and uses whose requests are compared; each has a reply queue of its own. */
final class Requesting {
    static final String REQUESTS = "BENCH.REQUEST";

    private static final String REPLIES = "BENCH.REPLY.";
    private static final int REPLY_QUEUES = 10;
    private static final String SHARED = ", shared reply queue";
    private static final String EXCLUSIVE = ", exclusive reply queue";
    private static final String SELECTOR = JMS + ", a consumer with a selector for each";
    private static final String SHARED_CAMEL = "Camel" + SHARED;
    private static final String EXCLUSIVE_CAMEL = "Camel" + EXCLUSIVE;
    private static final String BY_HAND = ", by hand";

    /** Some threads ask, and each waits for its reply. */
    static final List<Contestant<Workload>> WAITING = List.of(
            Contestant.measure(CLASSES, (manager, load) -> byHand(manager, load).getForEach(queue(0))),
            new Contestant<>(
                    NATIVE + EXCLUSIVE,
                    CLASSES,
                    (manager, load) -> byHand(manager, load).requester(ReplyQueue.exclusive(queue(1)))),
            new Contestant<>(
                    NATIVE + SHARED,
                    CLASSES,
                    (manager, load) -> byHand(manager, load)
                            .requester(ReplyQueue.shared(queue(2)).passingIds())),
            Contestant.measure(
                    SELECTOR,
                    (manager, load) -> byHand(manager, load).selectorForEach(manager.connections(), queue(3))),
            new Contestant<>(
                    DROP_IN + EXCLUSIVE,
                    SELECTOR,
                    (manager, load) -> byHand(manager, load).jmsRequester(ReplyQueue.exclusive(queue(4)))),
            new Contestant<>(
                    DROP_IN + SHARED,
                    SELECTOR,
                    (manager, load) -> byHand(manager, load).jmsRequester(ReplyQueue.shared(queue(5)))),
            new Contestant<>(
                    CACHE, SELECTOR, (manager, load) -> overIbm(manager, load).templateWithCache()),
            new Contestant<>(
                    CACHE + OVER_DROP_IN,
                    CACHE,
                    (manager, load) -> overDropIn(manager, load).templateWithCache()),
            new Contestant<>(
                    POOL, SELECTOR, (manager, load) -> overIbm(manager, load).templateWithPool()),
            new Contestant<>(
                    POOL + OVER_DROP_IN,
                    POOL,
                    (manager, load) -> overDropIn(manager, load).templateWithPool()),
            new Contestant<>(
                    SHARED_CAMEL,
                    SELECTOR,
                    (manager, load) -> overIbm(manager, load).camel(queue(6), "Shared")),
            new Contestant<>(
                    SHARED_CAMEL + OVER_DROP_IN,
                    SHARED_CAMEL,
                    (manager, load) -> overDropIn(manager, load).camel(queue(7), "Shared")),
            new Contestant<>(
                    EXCLUSIVE_CAMEL,
                    SELECTOR,
                    (manager, load) -> overIbm(manager, load).camel(queue(8), "Exclusive")),
            new Contestant<>(
                    EXCLUSIVE_CAMEL + OVER_DROP_IN,
                    EXCLUSIVE_CAMEL,
                    (manager, load) -> overDropIn(manager, load).camel(queue(9), "Exclusive")));

    /** One thread asks and waits for nothing. */
    static final List<Contestant<Outstanding.Asker>> OUTSTANDING = List.of(
            Contestant.measure(
                    CLASSES + BY_HAND, (manager, load) -> OutstandingByHand.classes(manager, REQUESTS, queue(0))),
            new Contestant<>(
                    NATIVE + EXCLUSIVE,
                    CLASSES + BY_HAND,
                    (manager, load) -> Outstanding.requester(manager, REQUESTS, ReplyQueue.exclusive(queue(1)))),
            new Contestant<>(
                    NATIVE + SHARED,
                    CLASSES + BY_HAND,
                    (manager, load) -> Outstanding.requester(
                            manager, REQUESTS, ReplyQueue.shared(queue(2)).passingIds())),
            Contestant.measure(
                    JMS + BY_HAND, (manager, load) -> OutstandingByHand.jms(manager.connections(), REQUESTS, queue(3))),
            new Contestant<>(
                    DROP_IN + EXCLUSIVE,
                    JMS + BY_HAND,
                    (manager, load) -> Outstanding.jmsRequester(manager, REQUESTS, ReplyQueue.exclusive(queue(4)))),
            new Contestant<>(
                    DROP_IN + SHARED,
                    JMS + BY_HAND,
                    (manager, load) -> Outstanding.jmsRequester(manager, REQUESTS, ReplyQueue.shared(queue(5)))),
            new Contestant<>(
                    EXCLUSIVE_CAMEL,
                    JMS + BY_HAND,
                    (manager, load) -> Outstanding.camel(overIbm(manager, load), queue(6))),
            new Contestant<>(
                    EXCLUSIVE_CAMEL + OVER_DROP_IN,
                    EXCLUSIVE_CAMEL,
                    (manager, load) -> Outstanding.camel(overDropIn(manager, load), queue(7))));

    /** So many times fewer requests are enough where a request takes a second or so. */
    private static final int SLOWER = 400;

    private Requesting() {}

    /**
     * How many of so many operations a contestant makes. Camel with a shared reply queue asks for replies in steps of up to a
     * second, each by a selector that names the requests of that moment.
     */
    static int operations(Contestant<Workload> contestant, Load load, int operations) {
        if (!contestant.name().startsWith(SHARED_CAMEL)) {
            return operations;
        }
        return Math.max(1, operations / load.threads() / SLOWER) * load.threads();
    }

    /** All queues that these need. */
    static String[] queues() {
        return Stream.concat(
                        Stream.of(REQUESTS), IntStream.range(0, REPLY_QUEUES).mapToObj(Requesting::queue))
                .toArray(String[]::new);
    }

    private static String queue(int number) {
        return REPLIES + number;
    }

    private static Askers byHand(EmbeddedContender queueManager, Load load) {
        return new Askers(queueManager, REQUESTS, load);
    }

    private static FrameworkAskers overIbm(EmbeddedContender queueManager, Load load) throws Exception {
        return new FrameworkAskers(queueManager.connections(), REQUESTS, load);
    }

    private static FrameworkAskers overDropIn(EmbeddedContender queueManager, Load load) throws Exception {
        return new FrameworkAskers(Libraries.dropIn(queueManager), REQUESTS, load);
    }
}
