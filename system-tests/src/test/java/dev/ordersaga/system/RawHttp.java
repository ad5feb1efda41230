package dev.ordersaga.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends bytes where a client with manners would refuse to. */
final class RawHttp {

    private static final String END_OF_HEAD = "\r\n\r\n";

    private RawHttp() {}

    /** What came back. */
    record Answer(int status, Map<String, String> headers, String body) {}

    static Answer send(URI to, byte[] request) {
        try (var socket = new Socket(to.getHost(), to.getPort())) {
            socket.setSoTimeout((int) Shop.PATIENCE.toMillis());
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] request(String method, String path, String headers, byte[] body) {
        return concat(
                (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length + "\r\n"
                                + headers + "\r\n")
                        .getBytes(ISO_8859_1),
                body);
    }

    /** A request that does not say how long its body is. */
    static byte[] chunked(String method, String path, String headers, byte[] body) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                        + headers + "\r\n")
                .getBytes(ISO_8859_1));
        for (int from = 0; from < body.length; from += 8_000) {
            var chunk = Arrays.copyOfRange(body, from, Math.min(body.length, from + 8_000));
            bytes.writeBytes((Integer.toHexString(chunk.length) + "\r\n").getBytes(ISO_8859_1));
            bytes.writeBytes(chunk);
            bytes.writeBytes("\r\n".getBytes(ISO_8859_1));
        }
        bytes.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] head, byte[] body) {
        var all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static Answer read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf(END_OF_HEAD) < 0) {
            head.append((char) next(in, head));
        }
        var lines = head.toString().split("\r\n");
        var headers = Arrays.stream(lines)
                .skip(1)
                .map(line -> line.split(": ?", 2))
                .collect(Collectors.toMap(line -> line[0].toLowerCase(Locale.ROOT), line -> line[1]));
        var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, new String(body, UTF_8));
    }

    private static int next(InputStream in, StringBuilder head) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the answer ended after: " + head);
        }
        return next;
    }
}
