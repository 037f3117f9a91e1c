package io.mooring.jms.internal.ibm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read in the text of a context, which has no properties; that a real one says so has a test with the client. */
class IbmConnectionsTest {
    /** Somebody whose text is this. */
    private record Saying(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    @Test
    void theTextOfAContextSaysWhereItIs() {
        Saying context = new Saying("{\"ObjectId\":\"X@1\",\"Connection\":{\"Port\":\"1415\",\"Host\":\"mq1/10.0.0.1\","
                + "\"ResolvedQueueManager\":\"MQ.PRODUCTION/EAST_1%   \",\"QueueManager\":\"*\"}}");

        assertThat(IbmConnections.firstQueueManager(context)).contains("MQ.PRODUCTION/EAST_1%");
        assertThat(IbmConnections.firstEndpoint(context)).isEqualTo("mq1(1415)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Context@475c9c31",
                "{\"QueueManager\":\"*\",\"Port\":\"1414\"}",
                "{\"ResolvedQueueManager\":\"\",\"Host\":\"\"}",
                "{\"ResolvedQueueManager\":\"two words\",\"Port\":\"none\"}",
                "{\"ResolvedQueueManager\":null}",
            })
    void whereTheTextDoesNotSayItNothingIsKnown(String text) {
        assertThat(IbmConnections.firstQueueManager(new Saying(text))).isEmpty();
        assertThat(IbmConnections.firstEndpoint(new Saying(text))).isEmpty();
    }

    /** As IBM's client does where org.json is missing. */
    @Test
    void whereTheTextCannotBeMadeNothingIsKnown() {
        Object context = new Object() {
            @Override
            public String toString() {
                throw new NoClassDefFoundError("org/json/JSONException");
            }
        };

        assertThat(IbmConnections.firstQueueManager(context)).isEmpty();
        assertThat(IbmConnections.firstEndpoint(context)).isEmpty();
    }
}
