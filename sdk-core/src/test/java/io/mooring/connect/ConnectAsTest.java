package io.mooring.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mooring.tls.TlsSettings;
import org.junit.jupiter.api.Test;

class ConnectAsTest {
    private static final ConnectAs ORDERS = ConnectAs.application("orders");

    @Test
    void anApplicationNameIsNeverEmptyNorLongerThanMqAllows() {
        assertThat(ORDERS.named("a".repeat(28)).applicationName()).hasSize(28);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ORDERS.named("a".repeat(29)))
                .withMessageContaining("has 29 characters; a queue manager takes 1 to 28");
        assertThatIllegalArgumentException().isThrownBy(() -> ConnectAs.application(" "));
    }

    @Test
    void eachMethodAnswersAChangedCopyThatKeepsTheRest() {
        TlsSettings tls = TlsSettings.cipher("ANY_TLS12_OR_HIGHER");
        ConnectAs all = ORDERS.credentials("app", "secret").tls(tls).named("prices");

        assertThat(all.applicationName()).isEqualTo("prices");
        assertThat(all.user()).contains("app");
        assertThat(all.password())
                .hasValueSatisfying(password -> assertThat(password).containsExactly("secret".toCharArray()));
        assertThat(all.tls()).contains(tls);
        assertThat(ORDERS.user()).isEmpty();
        assertThat(ORDERS.password()).isEmpty();
        assertThat(ORDERS.tls()).isEmpty();
    }

    @Test
    void thePasswordIsNeitherShownNorGivenAwayToBeChanged() {
        ConnectAs app = ORDERS.credentials("app", "secret");
        app.password().orElseThrow()[0] = 'x';

        assertThat(app.password())
                .hasValueSatisfying(password -> assertThat(password).containsExactly("secret".toCharArray()));
        assertThat(app).hasToString("orders as user app");
        assertThat(ORDERS).hasToString("orders");
    }
}
