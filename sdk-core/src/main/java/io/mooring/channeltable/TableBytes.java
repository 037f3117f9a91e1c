package io.mooring.channeltable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a table come from. Used by one thread at a time. */
interface TableBytes {
    /**
     * The bytes, if they are not those of the last time.
     *
     * @param always give them in any case
     * @throws IOException with a sentence, if they cannot be had
     */
    Optional<byte[]> changed(boolean always) throws IOException;

    /** A file; it has changed when its time, its length or, where the system tells, its identity has. */
    final class OfFile implements TableBytes {
        private final Path file;
        private @Nullable Stamp last;

        OfFile(Path file) {
            this.file = file;
        }

        @Override
        public Optional<byte[]> changed(boolean always) throws IOException {
            // The stamp is taken before the content: what is written in between is read again the next time.
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (!now.isRegularFile()) {
                throw new IOException("it is not a file");
            }
            Stamp stamp = new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
            if (!always && stamp.equals(last)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = bounded(in);
                last = stamp;
                return Optional.of(bytes);
            }
        }

        private record Stamp(
                FileTime modified, long size, @Nullable Object identity) {}
    }

    /** A resource of the class path; it does not change. */
    final class OfClassPath implements TableBytes {
        private final String resource;

        OfClassPath(String resource) {
            this.resource = resource;
        }

        @Override
        public Optional<byte[]> changed(boolean always) throws IOException {
            if (!always) {
                return Optional.empty();
            }
            ClassLoader loader = Objects.requireNonNullElse(
                    Thread.currentThread().getContextClassLoader(), TableBytes.class.getClassLoader());
            try (InputStream in = loader.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IOException("there is no resource '" + resource + "' on the class path");
                }
                return Optional.of(bounded(in));
            }
        }
    }

    /** The source for a URI, by its scheme. */
    static TableBytes at(URI uri, HttpLimits limits) {
        String scheme = Objects.requireNonNullElse(uri.getScheme(), "");
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "file" -> new OfFile(pathOf(uri));
            case "http", "https" -> new HttpBytes(httpAddress(uri), limits);
            case "classpath" -> new OfClassPath(resourceOf(uri));
            default ->
                throw new IllegalArgumentException("Channel table address '" + shown(uri)
                        + "' does not begin with file:, http:, https: or classpath:; give for example"
                        + " file:///etc/mq/ccdt.json.");
        };
    }

    /** The address without what may be a secret: user, password and query. */
    static String shown(URI uri) {
        String text = uri.toString().replaceFirst("//[^/@]*@", "//");
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    private static Path pathOf(URI uri) {
        try {
            return Path.of(uri);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Channel table address '" + uri
                            + "' does not name a file of this machine; give for example file:///etc/mq/ccdt.json.",
                    e);
        }
    }

    private static URI httpAddress(URI uri) {
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("Channel table address '" + uri
                    + "' has no host; give for example https://config.example/mq/ccdt.json.");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("The channel table address at host " + uri.getHost()
                    + " has a user or password in it, which would not be sent; leave it out.");
        }
        return uri;
    }

    private static String resourceOf(URI uri) {
        String name = uri.getSchemeSpecificPart();
        String resource = name.replaceFirst("^/+", "");
        if (resource.isEmpty()) {
            throw new IllegalArgumentException(
                    "Channel table address '" + uri + "' names no resource; give for example classpath:mq/ccdt.json.");
        }
        return resource;
    }

    /** One byte more than a table may have at most, so that a longer one is seen to be so. */
    private static byte[] bounded(InputStream in) throws IOException {
        return in.readNBytes(JsonText.MAX_BYTES + 1);
    }
}
