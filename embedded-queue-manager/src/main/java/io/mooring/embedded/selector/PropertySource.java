package io.mooring.embedded.selector;

import org.jspecify.annotations.Nullable;

/** Where a selector looks up the properties that it names; usually {@link MessageProperties}. */
@FunctionalInterface
public interface PropertySource {
    /**
     * Returns the value of a property, else {@code null} if there is none.
     *
     * <p>A value is a {@code Boolean}, {@code Byte}, {@code Short}, {@code Integer}, {@code Long}, {@code Float}, {@code
     * Double}, {@code String}, or {@code byte[]} for a byte string (for example a message id), which nobody changes. A
     * value of any other class is equal to nothing.
     *
     * @param name as the selector spells it; names are case-sensitive
     */
    @Nullable
    Object property(String name);
}
