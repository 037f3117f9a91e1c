/**
 * Parts of the embedded queue manager by themselves, measured with JMH: no socket, no client. From the top of the project:
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package -Dbench.main=org.openjdk.jmh.Main -Dbench.arguments="-prof gc"
 * </pre>
 */
@NullMarked
package io.mooring.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
