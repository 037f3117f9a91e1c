package io.mooring.embedded.client;

import com.ibm.mq.MQQueueManager;

/** Which version of the IBM client is on the class path: {@code 9.4.5.0 - p945-L260127}, for example. */
final class ClientVersion {
    private ClientVersion() {}

    static String ofThisRun() {
        return MQQueueManager.class.getPackage().getImplementationVersion();
    }
}
