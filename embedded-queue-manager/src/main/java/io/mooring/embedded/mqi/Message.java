package io.mooring.embedded.mqi;

/**
 * A message: its descriptor and its body.
 *
 * @param descriptor who, when, how
 * @param body the application data with any header that its format names (for example MQRFH2) in front; shared, so
 *     nobody changes it
 */
public record Message(MessageDescriptor descriptor, byte[] body) {}
