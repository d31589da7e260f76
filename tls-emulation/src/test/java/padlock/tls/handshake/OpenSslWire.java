package padlock.tls.handshake;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An endpoint of ours and a program of OpenSSL's at the two ends of a socket on this machine. */
final class OpenSslWire implements AutoCloseable {
    private static final int PATIENCE_IN_SECONDS = 20;

    /** What our endpoint learnt, in the words of {@link Pipe}, in its order. */
    final List<String> events = new ArrayList<>();

    private final Process program;
    private final BufferedReader printed;
    private final Path complaints;
    private final Socket socket;
    private final TlsEndpoint endpoint;
    private final Instant at;
    private final ByteArrayOutputStream reads = new ByteArrayOutputStream();
    private Optional<Session> session = Optional.empty();

    private OpenSslWire(
            Process program, BufferedReader printed, Path complaints, Socket socket, TlsEndpoint endpoint, Instant at)
            throws IOException {
        this.program = program;
        this.printed = printed;
        this.complaints = complaints;
        this.socket = socket;
        this.endpoint = endpoint;
        this.at = at;
        socket.setSoTimeout(PATIENCE_IN_SECONDS * 1000);
    }

    /** Our client calls {@code s_server}, which answers each line with the same line backwards. */
    static OpenSslWire toServer(Path folder, List<String> options, TlsEndpoint client, Instant at) throws IOException {
        Path complaints = folder.resolve("s_server.log");
        List<String> command = new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:0"));
        command.addAll(List.of("-naccept", "1", "-rev", "-Verify", "1"));
        command.addAll(options);
        Process program = start(command, complaints);
        BufferedReader printed = program.inputReader(StandardCharsets.UTF_8);
        String line = printed.readLine();
        while (line != null && !line.startsWith("ACCEPT ")) line = printed.readLine();
        if (line == null) throw new IOException("s_server did not begin: " + Files.readString(complaints));
        int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        return new OpenSslWire(program, printed, complaints, socket, client, at);
    }

    /** {@code s_client} calls our server. */
    static OpenSslWire toClient(Path folder, List<String> options, TlsEndpoint server, Instant at) throws IOException {
        Path complaints = folder.resolve("s_client.log");
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(PATIENCE_IN_SECONDS * 1000);
            List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-brief"));
            command.addAll(List.of("-connect", "127.0.0.1:" + listener.getLocalPort()));
            command.addAll(options);
            Process program = start(command, complaints);
            BufferedReader printed = program.inputReader(StandardCharsets.UTF_8);
            return new OpenSslWire(program, printed, complaints, listener.accept(), server, at);
        }
    }

    private static Process start(List<String> command, Path complaints) throws IOException {
        return new ProcessBuilder(command).redirectError(complaints.toFile()).start();
    }

    /** Exchanges flights until our endpoint is connected or the connection is over. */
    OpenSslWire shakeHands() throws IOException {
        tell(endpoint.start());
        while (session.isEmpty() && step()) {}
        return this;
    }

    /** Exchanges flights until the connection is over. */
    OpenSslWire untilTheEnd() throws IOException {
        shakeHands();
        while (step()) {}
        return this;
    }

    /** Has OpenSSL send a line, and returns what our endpoint reads. */
    String weRead(String line) throws IOException {
        program.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
        return readLine();
    }

    /** Sends a line, and returns the line that our endpoint reads next. */
    String answerTo(String line) throws IOException {
        say(line);
        return readLine();
    }

    /** Sends a line, and returns the one that OpenSSL prints. */
    String theyRead(String line) throws IOException {
        say(line);
        return printed.readLine();
    }

    private void say(String line) throws IOException {
        tell(endpoint.send((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private String readLine() throws IOException {
        reads.reset();
        while (!reads.toString(StandardCharsets.UTF_8).endsWith("\n") && step()) {}
        return reads.toString(StandardCharsets.UTF_8).strip();
    }

    Session session() {
        return session.orElseThrow(() -> new AssertionError("not connected: " + events));
    }

    /** Says goodbye, and returns all that OpenSSL complained of or reported, once it has ended. */
    String goodbye() throws IOException, InterruptedException {
        tell(endpoint.close());
        return lastWords();
    }

    /** What OpenSSL complained of or reported, once it has ended. */
    String lastWords() throws IOException, InterruptedException {
        socket.close();
        program.outputWriter(StandardCharsets.UTF_8).close();
        if (!program.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)) throw new AssertionError("OpenSSL does not end");
        return Files.readString(complaints);
    }

    /** Hands over one flight of OpenSSL's; false when there are no more. */
    private boolean step() throws IOException {
        byte[] flight = new byte[1 << 14];
        int length;
        try {
            InputStream in = socket.getInputStream();
            length = in.read(flight);
        } catch (SocketException reset) {
            return false;
        }
        if (length < 0) return false;
        TlsProgress progress = endpoint.receive(Arrays.copyOf(flight, length), at);
        tell(progress);
        return !progress.closed();
    }

    private void tell(TlsProgress progress) throws IOException {
        events.addAll(Pipe.told(progress));
        progress.outcome()
                .filter(HandshakeOutcome.Established.class::isInstance)
                .ifPresent(outcome -> session = Optional.of(((HandshakeOutcome.Established) outcome).session()));
        reads.writeBytes(progress.applicationData());
        try {
            socket.getOutputStream().write(progress.outgoing());
        } catch (SocketException goneAlready) {
            events.add("finds nobody there");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        program.destroyForcibly();
    }
}
