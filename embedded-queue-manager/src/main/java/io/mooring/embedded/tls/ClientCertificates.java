package io.mooring.embedded.tls;

/** Whether the listener asks a client for a certificate, before it knows which channel the client wants. */
public enum ClientCertificates {
    /** The client is not asked. A channel that demands a certificate then refuses every client. */
    NONE,

    /** The client is asked; a certificate that is sent must be trusted. What is missing is the channel's decision. */
    OPTIONAL,

    /** The handshake fails without a trusted certificate, whatever the channel says. */
    REQUIRED
}
