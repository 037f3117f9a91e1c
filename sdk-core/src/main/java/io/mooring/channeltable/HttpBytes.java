package io.mooring.channeltable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A table on a web server; asks with what the server said last (ETag, Last-Modified) whether it has changed.
 *
 * <p>The time limit is for the whole answer: a server that sends a byte now and then does not hold us up.
 */
final class HttpBytes implements TableBytes {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final URI address;
    private final HttpLimits limits;
    private final HttpClient client;
    private @Nullable String tag;
    private @Nullable String modified;

    HttpBytes(URI address, HttpLimits limits) {
        this.address = address;
        this.limits = limits;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limits.connect())
                .followRedirects(HttpClient.Redirect.NORMAL);
        Optional.ofNullable(ProxySelector.getDefault()).ifPresent(builder::proxy);
        this.client = builder.build();
    }

    @Override
    public Optional<byte[]> changed(boolean always) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(limits.answer())
                .header("Accept", "application/json, */*;q=0.5");
        if (!always && tag != null) {
            request.header("If-None-Match", tag);
        }
        if (!always && modified != null) {
            request.header("If-Modified-Since", modified);
        }
        HttpResponse<byte[]> response = answerTo(request.GET().build());
        if (response.statusCode() == NOT_MODIFIED && !always) {
            return Optional.empty();
        }
        if (response.statusCode() != OK) {
            throw new IOException("the server answers with HTTP status " + response.statusCode() + ", not with " + OK);
        }
        tag = response.headers().firstValue("ETag").orElse(null);
        modified = response.headers().firstValue("Last-Modified").orElse(null);
        return Optional.of(response.body());
    }

    private HttpResponse<byte[]> answerTo(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, head -> new BoundedBody(JsonText.MAX_BYTES));
        try {
            return answer.get(limits.answer().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the server has not answered within " + limits.answer(), e);
        } catch (ExecutionException e) {
            throw new IOException(sentence(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("the thread was interrupted");
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            answer.cancel(true);
        }
    }

    private String sentence(@Nullable Throwable failure) {
        if (failure instanceof HttpTimeoutException) {
            return "the server has not answered within " + limits.answer();
        }
        if (failure instanceof ConnectException) {
            return "there is no connection to the server";
        }
        return "the answer of the server cannot be read: " + failure;
    }
}
