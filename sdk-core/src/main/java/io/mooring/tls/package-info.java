/**
 * TLS between a client and its queue managers: cipher specs in either spelling, certificates, peer names, and sentences
 * about what goes wrong.
 *
 * <p>For whoever builds a client, native or JMS. Knows nothing of either; each takes from {@link
 * io.mooring.tls.TlsSettings} what IBM's client under it wants.
 */
@NullMarked
package io.mooring.tls;

import org.jspecify.annotations.NullMarked;
