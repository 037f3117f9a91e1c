package io.mooring.embedded.mqi;

/** What an application calls. */
public enum Verb {
    MQCONN,
    MQDISC,
    /** Also the SPI open that JMS and newer clients use. */
    MQOPEN,
    MQCLOSE,
    MQGET,
    MQPUT,
    MQPUT1,
    MQINQ,
    MQSET,
    MQCMIT,
    MQBACK,
    MQSTAT,
    MQSUB,
    MQSUBRQ,
    /** A call of the XA interface. */
    XA,
    /** Any other SPI call: query, reserve, notify. */
    SPI,
    /** A message given to a consumer by the queue manager: asynchronous consume and read ahead. */
    CONSUME
}
