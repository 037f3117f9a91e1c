package io.mooring.embedded.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttributeTest {
    @Test
    void attributesAreEqualWhenEverythingAboutThemIs() {
        Attribute same = Attribute.number("MAXDEPTH", 15, 0, 999_999_999, 5000);

        assertThat(same).isEqualTo(QueueAttributes.MAXDEPTH).hasSameHashCodeAs(QueueAttributes.MAXDEPTH);
    }

    @Test
    void attributesOfDifferentObjectsDifferAlthoughTheyShareAName() {
        assertThat(QueueAttributes.MAXMSGL).isNotEqualTo(QueueManagerAttributes.MAXMSGL);
        assertThat(QueueAttributes.CLWLUSEQ).isNotEqualTo(QueueManagerAttributes.CLWLUSEQ);
        assertThat(QueueAttributes.DESCR).isNotEqualTo(ChannelAttributes.DESCR);
    }

    @Test
    void anotherBoundDefaultOrWordMakesAnotherAttribute() {
        Attribute number = Attribute.number("N", 1, 0, 9, 5);

        assertThat(number)
                .isNotEqualTo(Attribute.number("M", 1, 0, 9, 5))
                .isNotEqualTo(Attribute.number("N", 2, 0, 9, 5))
                .isNotEqualTo(Attribute.number("N", 1, 1, 9, 5))
                .isNotEqualTo(Attribute.number("N", 1, 0, 8, 5))
                .isNotEqualTo(Attribute.number("N", 1, 0, 9, 4))
                .isNotEqualTo(Attribute.text("N", 1, 9))
                .isNotEqualTo("N");
        assertThat(Attribute.choice("C", 1, QueueAttributes.words("A", 0, "B", 1), "A"))
                .isNotEqualTo(Attribute.choice("C", 1, QueueAttributes.words("A", 0), "A"));
    }
}
