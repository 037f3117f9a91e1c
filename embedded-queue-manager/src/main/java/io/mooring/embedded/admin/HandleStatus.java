package io.mooring.embedded.admin;

/**
 * One open handle of a queue (DISPLAY QSTATUS TYPE(HANDLE)).
 *
 * @param queue name of the queue that is open
 * @param connection the connection that has it open
 * @param openOptions MQOO_* bits as resolved
 */
public record HandleStatus(String queue, ConnectionStatus connection, int openOptions) {}
