package io.mooring.embedded.pcf;

/**
 * The numbers of PCF, spelled once, under the names that IBM's reference gives them.
 *
 * <p>Attributes of queues, channels and the queue manager are not here: {@code definition} numbers them.
 */
final class PcfNumbers {
    // Structure types.
    static final int MQCFT_COMMAND = 1;
    static final int MQCFT_RESPONSE = 2;
    static final int MQCFT_INTEGER = 3;
    static final int MQCFT_STRING = 4;
    static final int MQCFT_INTEGER_LIST = 5;
    static final int MQCFT_STRING_LIST = 6;
    static final int MQCFT_BYTE_STRING = 9;
    static final int MQCFT_INTEGER_FILTER = 13;
    static final int MQCFT_STRING_FILTER = 14;
    static final int MQCFT_BYTE_STRING_FILTER = 15;
    static final int MQCFT_COMMAND_XR = 16;
    static final int MQCFT_GROUP = 20;
    static final int MQCFT_INTEGER64 = 23;
    static final int MQCFT_INTEGER64_LIST = 25;

    // The header.
    static final int MQCFH_STRUC_LENGTH = 36;
    static final int MQCFH_VERSION_1 = 1;
    static final int MQCFH_VERSION_3 = 3;
    static final int MQCFC_NOT_LAST = 0;
    static final int MQCFC_LAST = 1;
    static final int MQCC_OK = 0;
    static final int MQCC_FAILED = 2;

    // Commands.
    static final int MQCMD_CHANGE_Q_MGR = 1;
    static final int MQCMD_INQUIRE_Q_MGR = 2;
    static final int MQCMD_CHANGE_Q = 8;
    static final int MQCMD_CLEAR_Q = 9;
    static final int MQCMD_CREATE_Q = 11;
    static final int MQCMD_DELETE_Q = 12;
    static final int MQCMD_INQUIRE_Q = 13;
    static final int MQCMD_RESET_Q_STATS = 17;
    static final int MQCMD_INQUIRE_Q_NAMES = 18;
    static final int MQCMD_INQUIRE_CHANNEL_NAMES = 20;
    static final int MQCMD_CHANGE_CHANNEL = 21;
    static final int MQCMD_CREATE_CHANNEL = 23;
    static final int MQCMD_DELETE_CHANNEL = 24;
    static final int MQCMD_INQUIRE_CHANNEL = 25;
    static final int MQCMD_START_CHANNEL = 28;
    static final int MQCMD_STOP_CHANNEL = 29;
    static final int MQCMD_PING_Q_MGR = 40;
    static final int MQCMD_INQUIRE_Q_STATUS = 41;
    static final int MQCMD_INQUIRE_CHANNEL_STATUS = 42;
    static final int MQCMD_INQUIRE_CLUSTER_Q_MGR = 70;
    static final int MQCMD_RESUME_Q_MGR_CLUSTER = 71;
    static final int MQCMD_SUSPEND_Q_MGR_CLUSTER = 72;
    static final int MQCMD_INQUIRE_CONNECTION = 85;

    // Filter operators; the three basic ones are bits of the others.
    static final int MQCFOP_LESS = 1;
    static final int MQCFOP_EQUAL = 2;
    static final int MQCFOP_GREATER = 4;
    static final int MQCFOP_CONTAINS = 10;
    static final int MQCFOP_EXCLUDES = 13;
    static final int MQCFOP_LIKE = 18;
    static final int MQCFOP_NOT_LIKE = 21;

    // Ranges of attribute selectors.
    static final int MQIA_FIRST = 1;
    static final int MQCA_LAST = 4000;

    // Attributes of objects that no definition table has.
    static final int MQIA_CURRENT_Q_DEPTH = 3;
    static final int MQIA_DEFINITION_TYPE = 7;
    static final int MQIA_MAX_PRIORITY = 14;
    static final int MQIA_OPEN_INPUT_COUNT = 17;
    static final int MQIA_OPEN_OUTPUT_COUNT = 18;
    static final int MQIA_Q_TYPE = 20;
    static final int MQIA_SYNCPOINT = 30;
    static final int MQIA_COMMAND_LEVEL = 31;
    static final int MQIA_PLATFORM = 32;
    static final int MQIA_TIME_SINCE_RESET = 35;
    static final int MQIA_HIGH_Q_DEPTH = 36;
    static final int MQIA_MSG_ENQ_COUNT = 37;
    static final int MQIA_MSG_DEQ_COUNT = 38;
    static final int MQCA_COMMAND_INPUT_Q_NAME = 2003;
    static final int MQCA_Q_MGR_NAME = 2015;
    static final int MQCA_Q_NAME = 2016;
    static final int MQCA_CLUSTER_NAME = 2029;
    static final int MQCA_CLUSTER_Q_MGR_NAME = 2031;
    static final int MQCA_Q_MGR_IDENTIFIER = 2032;

    // Integer parameters of commands and answers.
    static final int MQIACF_Q_MGR_ATTRS = 1001;
    static final int MQIACF_Q_ATTRS = 1002;
    static final int MQIACF_FORCE = 1005;
    static final int MQIACF_REPLACE = 1006;
    static final int MQIACF_PURGE = 1007;
    static final int MQIACF_MODE = 1008;
    static final int MQIACF_ALL = 1009;
    static final int MQIACF_PARAMETER_ID = 1012;
    static final int MQIACF_CHANNEL_ATTRS = 1015;
    static final int MQIACF_OBJECT_TYPE = 1016;
    static final int MQIACF_OPEN_OPTIONS = 1022;
    static final int MQIACF_OPEN_TYPE = 1023;
    static final int MQIACF_Q_STATUS_ATTRS = 1026;
    static final int MQIACF_UNCOMMITTED_MSGS = 1027;
    static final int MQIACF_CLUSTER_INFO = 1083;
    static final int MQIACF_SUSPEND = 1087;
    static final int MQIACF_CLUSTER_Q_MGR_ATTRS = 1093;
    static final int MQIACF_OPEN_INPUT_TYPE = 1098;
    static final int MQIACF_OPEN_OUTPUT = 1099;
    static final int MQIACF_OPEN_SET = 1100;
    static final int MQIACF_OPEN_INQUIRE = 1101;
    static final int MQIACF_OPEN_BROWSE = 1102;
    static final int MQIACF_Q_STATUS_TYPE = 1103;
    static final int MQIACF_Q_HANDLE = 1104;
    static final int MQIACF_Q_STATUS = 1105;
    static final int MQIACF_CONNECTION_ATTRS = 1107;
    static final int MQIACF_CONNECT_OPTIONS = 1108;
    static final int MQIACF_CONN_INFO_TYPE = 1110;
    static final int MQIACF_CONN_INFO_CONN = 1111;
    static final int MQIACF_CONN_INFO_HANDLE = 1112;
    static final int MQIACF_CONN_INFO_ALL = 1113;
    static final int MQIACF_UOW_STATE = 1128;
    static final int MQIACF_UOW_TYPE = 1132;
    static final int MQIACF_OLDEST_MSG_AGE = 1227;
    static final int MQIACF_Q_TYPES = 1261;

    // Integer parameters of channels.
    static final int MQIACH_CHANNEL_TYPE = 1511;
    static final int MQIACH_CHANNEL_INSTANCE_TYPE = 1523;
    static final int MQIACH_CHANNEL_INSTANCE_ATTRS = 1524;
    static final int MQIACH_CHANNEL_TABLE = 1526;
    static final int MQIACH_CHANNEL_STATUS = 1527;
    static final int MQIACH_MSGS = 1534;
    static final int MQIACH_BYTES_SENT = 1535;
    static final int MQIACH_BYTES_RECEIVED = 1536;
    static final int MQIACH_CHANNEL_TYPES = 1582;
    static final int MQIACH_MAX_SHARING_CONVS = 1616;
    static final int MQIACH_CURRENT_SHARING_CONVS = 1617;

    // String and byte string parameters.
    static final int MQCACF_Q_NAMES = 3011;
    static final int MQCACF_USER_IDENTIFIER = 3025;
    static final int MQCACF_OBJECT_NAME = 3046;
    static final int MQCACF_APPL_TAG = 3058;
    static final int MQCACF_LAST_PUT_DATE = 3128;
    static final int MQCACF_LAST_PUT_TIME = 3129;
    static final int MQCACF_LAST_GET_DATE = 3130;
    static final int MQCACF_LAST_GET_TIME = 3131;
    static final int MQCACH_CHANNEL_NAME = 3501;
    static final int MQCACH_CONNECTION_NAME = 3506;
    static final int MQCACH_CHANNEL_NAMES = 3512;
    static final int MQCACH_MCA_USER_ID = 3527;
    static final int MQCACH_CHANNEL_START_TIME = 3528;
    static final int MQCACH_CHANNEL_START_DATE = 3529;
    static final int MQCACH_SSL_CIPHER_SPEC = 3544;
    static final int MQCACH_REMOTE_VERSION = 3560;
    static final int MQCACH_REMOTE_PRODUCT = 3561;
    static final int MQBACF_CONNECTION_ID = 7006;
    static final int MQBACF_GENERIC_CONNECTION_ID = 7007;

    // Values.
    static final int MQQT_LOCAL = 1;
    static final int MQQT_MODEL = 2;
    static final int MQQT_ALIAS = 3;
    static final int MQQT_REMOTE = 6;
    static final int MQQT_CLUSTER = 7;
    static final int MQQT_ALL = 1001;
    static final int MQQDT_PREDEFINED = 1;
    static final int MQQSOT_ALL = 1;
    static final int MQQSOT_INPUT = 2;
    static final int MQQSOT_OUTPUT = 3;
    static final int MQQSO_NO = 0;
    static final int MQQSO_SHARED = 1;
    static final int MQQSO_EXCLUSIVE = 2;
    static final int MQCHT_SENDER = 1;
    static final int MQCHT_ALL = 5;
    static final int MQCHT_AMQP = 11;
    static final int MQOT_Q = 1;
    static final int MQOT_CURRENT_CHANNEL = 1011;
    static final int MQOT_SAVED_CHANNEL = 1012;
    static final int MQOT_SHORT_CHANNEL = 1015;
    static final int MQCHS_RUNNING = 3;
    static final int MQCHS_STOPPING = 4;
    static final int MQCHS_STOPPED = 6;
    static final int MQCHTAB_Q_MGR = 1;
    static final int MQMODE_FORCE = 0;
    static final int MQMODE_QUIESCE = 1;
    static final int MQMODE_TERMINATE = 2;
    static final int MQUOWST_NONE = 0;
    static final int MQUOWST_ACTIVE = 1;
    static final int MQUOWT_Q_MGR = 0;
    static final int MQCNO_NONE = 0;
    static final int MQCNO_RECONNECT = 16777216;
    static final int MQPL_UNIX = 3;
    static final int MQCMDL_LEVEL_944 = 944;
    static final int MQSP_AVAILABLE = 1;

    // Lengths of padded strings.
    static final int MQ_Q_NAME_LENGTH = 48;
    static final int MQ_Q_MGR_NAME_LENGTH = 48;
    static final int MQ_Q_MGR_IDENTIFIER_LENGTH = 48;
    static final int MQ_CLUSTER_NAME_LENGTH = 48;
    static final int MQ_CHANNEL_NAME_LENGTH = 20;
    static final int MQ_CONN_NAME_LENGTH = 264;
    static final int MQ_APPL_TAG_LENGTH = 28;
    static final int MQ_USER_ID_LENGTH = 12;
    static final int MQ_DATE_LENGTH = 12;
    static final int MQ_TIME_LENGTH = 8;
    static final int MQ_SSL_CIPHER_SPEC_LENGTH = 32;
    static final int MQ_REMOTE_PRODUCT_LENGTH = 4;
    static final int MQ_REMOTE_VERSION_LENGTH = 8;

    // Integer encodings and coded character sets.
    static final int MQENC_INTEGER_MASK = 15;
    static final int MQENC_INTEGER_NORMAL = 1;
    static final int MQENC_INTEGER_REVERSED = 2;
    static final int MQCCSI_DEFAULT = 0;

    private PcfNumbers() {}
}
