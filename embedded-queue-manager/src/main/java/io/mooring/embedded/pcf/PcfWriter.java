package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.PcfNumbers.MQCFC_LAST;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFC_NOT_LAST;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFH_STRUC_LENGTH;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes PCF messages, big-endian (encoding 273), strings in character set 819; {@link PcfReader} draws the layout. */
final class PcfWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private PcfWriter() {}

    /** The message as bytes. */
    static byte[] write(PcfMessage message) {
        PcfWriter writer = new PcfWriter();
        try {
            writer.message(message);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory refused bytes", e);
        }
        return writer.bytes.toByteArray();
    }

    private void message(PcfMessage message) throws IOException {
        integers(message.type(), MQCFH_STRUC_LENGTH, message.version(), message.command(), message.sequenceNumber());
        integers(message.last() ? MQCFC_LAST : MQCFC_NOT_LAST, message.completionCode(), message.reasonCode());
        parameters(message.parameters());
    }

    private void parameters(List<PcfParameter> parameters) throws IOException {
        out.writeInt(parameters.size());
        for (PcfParameter parameter : parameters) {
            parameter(parameter);
        }
    }

    private void parameter(PcfParameter parameter) throws IOException {
        if (parameter instanceof PcfParameter.IntegerValue integer) {
            begin(parameter, 16);
            out.writeInt(integer.value());
        } else if (parameter instanceof PcfParameter.LongValue number) {
            begin(parameter, 24);
            out.writeInt(0);
            out.writeLong(number.value());
        } else if (parameter instanceof PcfParameter.StringValue string) {
            byte[] text = text(string.value());
            begin(parameter, 20 + padded(text.length));
            integers(CharacterSets.ANSWER_CCSID, text.length);
            padded(text);
        } else if (parameter instanceof PcfParameter.ByteString string) {
            begin(parameter, 16 + padded(string.value().length));
            out.writeInt(string.value().length);
            padded(string.value());
        } else if (parameter instanceof PcfParameter.IntegerList list) {
            begin(parameter, 16 + Integer.BYTES * list.values().size());
            out.writeInt(list.values().size());
            for (int value : list.values()) {
                out.writeInt(value);
            }
        } else if (parameter instanceof PcfParameter.LongList list) {
            begin(parameter, 16 + Long.BYTES * list.values().size());
            out.writeInt(list.values().size());
            for (long value : list.values()) {
                out.writeLong(value);
            }
        } else if (parameter instanceof PcfParameter.StringList list) {
            strings(list);
        } else if (parameter instanceof PcfParameter.Group group) {
            begin(parameter, 16);
            parameters(group.members());
        } else {
            filter(parameter);
        }
    }

    private void filter(PcfParameter parameter) throws IOException {
        if (parameter instanceof PcfParameter.IntegerFilter filter) {
            begin(parameter, 20);
            integers(filter.operator(), filter.value());
        } else if (parameter instanceof PcfParameter.StringFilter filter) {
            byte[] text = text(filter.value());
            begin(parameter, 24 + padded(text.length));
            integers(filter.operator(), CharacterSets.ANSWER_CCSID, text.length);
            padded(text);
        } else if (parameter instanceof PcfParameter.ByteStringFilter filter) {
            begin(parameter, 20 + padded(filter.value().length));
            integers(filter.operator(), filter.value().length);
            padded(filter.value());
        }
    }

    private void strings(PcfParameter.StringList list) throws IOException {
        int size = list.values().stream()
                .mapToInt(value -> text(value).length)
                .max()
                .orElse(0);
        int total = size * list.values().size();
        begin(list, 24 + padded(total));
        integers(CharacterSets.ANSWER_CCSID, list.values().size(), size);
        byte[] all = new byte[total];
        Arrays.fill(all, (byte) ' ');
        int position = 0;
        for (String value : list.values()) {
            byte[] text = text(value);
            System.arraycopy(text, 0, all, position, text.length);
            position += size;
        }
        padded(all);
    }

    private void begin(PcfParameter parameter, int length) throws IOException {
        integers(parameter.structureType(), length, parameter.id());
    }

    private void integers(int... values) throws IOException {
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private void padded(byte[] value) throws IOException {
        out.write(value);
        out.write(new byte[padded(value.length) - value.length]);
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }
}
