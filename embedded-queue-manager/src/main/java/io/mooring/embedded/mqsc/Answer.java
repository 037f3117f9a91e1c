package io.mooring.embedded.mqsc;

import java.util.List;

/** The lines that a command answers with when it was carried out. */
record Answer(List<String> lines) {
    static Answer of(Message message) {
        return new Answer(List.of(message.text()));
    }
}
