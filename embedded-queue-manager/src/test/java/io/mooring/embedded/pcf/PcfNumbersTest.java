package io.mooring.embedded.pcf;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.constants.CMQC;
import com.ibm.mq.constants.CMQCFC;
import com.ibm.mq.constants.CMQXC;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our spelling of the numbers, against the constants that IBM publishes. */
class PcfNumbersTest {
    static Stream<Field> numbers() {
        return Arrays.stream(PcfNumbers.class.getDeclaredFields()).filter(field -> !field.isSynthetic());
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void everyNumberIsThatOfIbmsConstant(Field number) throws ReflectiveOperationException {
        assertThat(number.getInt(null)).isEqualTo(ibms(number.getName()));
    }

    private static int ibms(String name) throws ReflectiveOperationException {
        for (Class<?> constants : new Class<?>[] {CMQCFC.class, CMQC.class, CMQXC.class}) {
            if (Arrays.stream(constants.getFields())
                    .anyMatch(field -> field.getName().equals(name))) {
                return constants.getField(name).getInt(null);
            }
        }
        throw new NoSuchFieldException(name);
    }
}
