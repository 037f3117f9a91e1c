package io.mooring.jms.start;

import io.mooring.event.ConnectionListener;
import io.mooring.event.Reconnected;
import io.mooring.jms.MooringConnectionFactory;
import javax.jms.JMSContext;
import javax.jms.Queue;

public class FirstJms {
    public static void main(String[] args) {
        MooringConnectionFactory factory = MooringConnectionFactory.builder()
                .connectionNames(args[0]) // such as mq1(1414),mq2(1414)
                .channel("APP.SVRCONN")
                .applicationName("first-jms")
                .listener(ConnectionListener.on(Reconnected.class, e -> System.out.println("now on " + e.to())))
                .onPut(receipt -> System.out.println(receipt.line()))
                .build();
        try (JMSContext context = factory.createContext()) {
            Queue orders = context.createQueue("ORDERS");
            context.createProducer().send(orders, "one anchor");
            System.out.println(context.createConsumer(orders).receiveBody(String.class, 5_000));
        }
    }
}
