package io.mooring.embedded.definition;

/**
 * The definition of a queue. Immutable.
 *
 * @param name up to 48 characters, see {@link ObjectName}
 * @param type local, model, alias or remote
 * @param values its attributes
 */
public record QueueDefinition(String name, QueueType type, AttributeValues values) {
    public QueueDefinition {
        if (!ObjectName.isValid(name, ObjectName.MAXIMUM_LENGTH)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a valid queue name: " + ObjectName.RULE + ", and at most 48 of them");
        }
    }

    /** A local queue with all defaults. */
    public static QueueDefinition local(String name) {
        return new QueueDefinition(name, QueueType.LOCAL, AttributeValues.DEFAULTS);
    }

    /** A model queue for temporary dynamic queues. */
    public static QueueDefinition model(String name) {
        return new QueueDefinition(name, QueueType.MODEL, AttributeValues.DEFAULTS)
                .with(QueueAttributes.DEFTYPE, 3)
                .with(QueueAttributes.SHARE, 0)
                .with(QueueAttributes.DEFSOPT, 4);
    }

    /** An alias of another queue. */
    public static QueueDefinition alias(String name, String target) {
        return new QueueDefinition(name, QueueType.ALIAS, AttributeValues.DEFAULTS)
                .with(QueueAttributes.TARGET, target);
    }

    /** A queue of another queue manager. */
    public static QueueDefinition remote(String name, String remoteName, String remoteQueueManager) {
        return new QueueDefinition(name, QueueType.REMOTE, AttributeValues.DEFAULTS)
                .with(QueueAttributes.RNAME, remoteName)
                .with(QueueAttributes.RQMNAME, remoteQueueManager);
    }

    /**
     * The same with one attribute changed.
     *
     * @throws IllegalArgumentException if a queue of this type has no such attribute, or it does not take the value
     */
    public QueueDefinition with(Attribute attribute, Object value) {
        if (!QueueAttributes.of(type).contains(attribute)) {
            throw new IllegalArgumentException(type.mqscName() + " has no attribute " + attribute.mqscName());
        }
        return new QueueDefinition(name, type, values.with(attribute, value));
    }

    /** The value of an attribute that is a number, choice or flag. */
    public int number(Attribute attribute) {
        return values.number(attribute);
    }

    /** The value of an attribute that is a text or name. */
    public String text(Attribute attribute) {
        return values.text(attribute);
    }
}
