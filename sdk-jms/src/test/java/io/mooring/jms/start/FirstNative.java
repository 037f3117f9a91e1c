package io.mooring.jms.start;

import io.mooring.PutReceipt;
import io.mooring.client.MqClient;
import io.mooring.message.MqMessage;
import java.time.Duration;

public class FirstNative {
    public static void main(String[] args) {
        try (MqClient client = MqClient.builder()
                .connectionNames(args[0])
                .channel("APP.SVRCONN")
                .applicationName("first-native")
                .connect()) {
            PutReceipt receipt =
                    client.queue("ORDERS").put(MqMessage.ofText("two anchors").persistent());
            System.out.println(receipt.line());
            client.queue("ORDERS").get(Duration.ofSeconds(5)).ifPresent(message -> System.out.println(message.text()));
        }
    }
}
