package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.PcfNumbers.MQCC_FAILED;
import static io.mooring.embedded.pcf.PcfNumbers.MQCC_OK;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_RESPONSE;

import java.util.List;

/**
 * A PCF message: header (MQCFH) and parameters.
 *
 * @param type MQCFT_*: a command or an answer
 * @param version of the header, 1 to 3
 * @param command MQCMD_*
 * @param sequenceNumber of the answers to one command, from 1
 * @param last whether no further answer follows
 * @param completionCode MQCC_*
 * @param reasonCode MQRC_* or MQRCCF_*
 * @param parameters in the order of the message
 */
record PcfMessage(
        int type,
        int version,
        int command,
        int sequenceNumber,
        boolean last,
        int completionCode,
        int reasonCode,
        List<PcfParameter> parameters) {

    PcfMessage {
        parameters = List.copyOf(parameters);
    }

    /** One answer to a command that was carried out. */
    static PcfMessage success(
            int version, int command, int sequenceNumber, boolean last, List<PcfParameter> parameters) {
        return new PcfMessage(MQCFT_RESPONSE, version, command, sequenceNumber, last, MQCC_OK, 0, parameters);
    }

    /** The only answer to a command that was refused. */
    static PcfMessage refusal(int version, int command, int reasonCode, List<PcfParameter> parameters) {
        return new PcfMessage(MQCFT_RESPONSE, version, command, 1, true, MQCC_FAILED, reasonCode, parameters);
    }
}
