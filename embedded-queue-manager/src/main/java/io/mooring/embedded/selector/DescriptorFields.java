package io.mooring.embedded.selector;

import io.mooring.embedded.mqi.MessageDescriptor;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The fields of the message descriptor as values for a selector. */
final class DescriptorFields {
    private static final int DATE_LENGTH = 8;
    private static final int TIME_LENGTH = 8;

    private DescriptorFields() {}

    /** The field of a name of the C structure, null if it has no such field or does not show it. */
    static @Nullable Object value(MessageDescriptor descriptor, String field) {
        return switch (field) {
            case "Report" -> descriptor.report();
            case "MsgType" -> descriptor.type();
            case "Expiry" -> descriptor.expiry();
            case "Feedback" -> descriptor.feedback();
            case "Encoding" -> descriptor.encoding();
            case "CodedCharSetId" -> descriptor.ccsid();
            case "Format" -> descriptor.format();
            case "Priority" -> descriptor.priority();
            case "Persistence" -> descriptor.persistence();
            case "MsgId" -> descriptor.messageId().toBytes();
            case "CorrelId" -> descriptor.correlationId().toBytes();
            case "BackoutCount" -> descriptor.backoutCount();
            case "ReplyToQ" -> descriptor.replyToQueue();
            case "ReplyToQMgr" -> descriptor.replyToQueueManager();
            case "UserIdentifier" -> descriptor.userIdentifier();
            case "AccountingToken" -> descriptor.accountingToken();
            case "ApplIdentityData" -> descriptor.applIdentityData();
            case "PutApplType" -> descriptor.putApplType();
            case "PutApplName" -> descriptor.putApplName();
            case "PutDate" -> descriptor.putDate();
            case "PutTime" -> descriptor.putTime();
            case "ApplOriginData" -> descriptor.applOriginData();
            case "GroupId" -> descriptor.groupId().toBytes();
            case "MsgSeqNumber" -> descriptor.sequenceNumber();
            case "Offset" -> descriptor.offset();
            case "MsgFlags" -> descriptor.flags();
            case "OriginalLength" -> descriptor.originalLength();
            default -> null;
        };
    }

    /** PutDate and PutTime in milliseconds since 1970, null if they are blank or no point in time. */
    static @Nullable Long putInstant(MessageDescriptor descriptor) {
        String date = descriptor.putDate();
        String time = descriptor.putTime();
        if (!isDigits(date, DATE_LENGTH) || !isDigits(time, TIME_LENGTH)) {
            return null;
        }
        try {
            LocalDate day = LocalDate.of(pair(date, 0) * 100 + pair(date, 2), pair(date, 4), pair(date, 6));
            LocalTime second = LocalTime.of(pair(time, 0), pair(time, 2), pair(time, 4));
            return day.toEpochSecond(second, ZoneOffset.UTC) * 1000 + pair(time, 6) * 10L;
        } catch (DateTimeException e) {
            return null; // for example February 30, which the application may have set
        }
    }

    /** The name that Java has for a coded character set id, else the number in digits. */
    static String characterSet(int ccsid) {
        return switch (ccsid) {
            case 1208 -> "UTF-8";
            case 819 -> "ISO-8859-1";
            case 1200, 13488, 17584 -> "UTF-16BE";
            case 367 -> "US-ASCII";
            default -> Integer.toString(ccsid);
        };
    }

    private static boolean isDigits(String text, int length) {
        return text.length() == length && text.chars().allMatch(character -> character >= '0' && character <= '9');
    }

    private static int pair(String digits, int index) {
        return (digits.charAt(index) - '0') * 10 + digits.charAt(index + 1) - '0';
    }
}
