package io.mooring.observe;

import static io.mooring.observe.SampleLife.QM1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

class NoTelemetryTest {
    @Test
    void whoWantsOneThingOverridesOneMethod() {
        assertThat(Telemetry.class.getMethods())
                .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
                .allMatch(Method::isDefault);
    }

    @Test
    void noneDoesNothing() {
        Telemetry none = Telemetry.none();

        assertThat(none).isSameAs(Telemetry.none());
        assertThatCode(() -> {
                    SampleLife.events("orders").forEach(none::connectionEvent);
                    SampleLife.work(none);
                    none.queueNoLongerObserved("ORDERS");
                    none.queueManagerGone(QM1);
                })
                .doesNotThrowAnyException();
    }
}
