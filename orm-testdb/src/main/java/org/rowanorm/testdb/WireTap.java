package org.rowanorm.testdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Relays loopback connections to a server, counts the round trips between client and server, and
 * can cut the wire: at once, or when a certain round trip is reached, before the server hears of it
 * or after the server has answered it. A round trip is a burst that the client sends after the
 * server spoke, or at the very start: however many packets it takes, and however many statements
 * are in it; with PostgreSQL, whose answers may overtake the end of a burst, that end counts.
 * Thread-safe.
 */
public final class WireTap implements AutoCloseable {

  private final String host;
  private final int port;
  private final boolean postgres;
  private final ServerSocket door;
  private final AtomicLong roundTrips = new AtomicLong();
  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Cut> planned = new AtomicReference<>();

  private WireTap(String host, int port, boolean postgres) throws IOException {
    this.host = host;
    this.port = port;
    this.postgres = postgres;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** Opens a port on the loopback address and relays whoever connects there to a server. */
  public static WireTap to(TestServer server) throws IOException {
    return open(new WireTap(server.host(), server.port(), server.kind() == ServerKind.POSTGRES));
  }

  /** {@link #to(TestServer)} for anything that listens. */
  static WireTap to(String host, int port) throws IOException {
    return open(new WireTap(host, port, false));
  }

  private static WireTap open(WireTap tap) {
    inBackground("accept", tap::accept);
    return tap;
  }

  /** The port that clients connect to. */
  public int port() {
    return door.getLocalPort();
  }

  /** How many round trips there were so far, those of logging in included. */
  public long roundTrips() {
    return roundTrips.get();
  }

  /** Drops all connections at once, as a failing network does; new ones are relayed again. */
  public void cut() {
    wires.forEach(Wire::cut);
  }

  /**
   * Drops the connection of a later round trip, before any of it reaches the server. New
   * connections are relayed again.
   *
   * @param trip the number of the round trip, the next one being 1
   */
  public void cutBefore(int trip) {
    planned.set(new Cut(roundTrips() + trip, false));
  }

  /**
   * Drops the connection of a later round trip when the server answers it, before any of the answer
   * reaches the client. New connections are relayed again.
   *
   * @param trip the number of the round trip, the next one being 1
   */
  public void cutAfter(int trip) {
    planned.set(new Cut(roundTrips() + trip, true));
  }

  /** Whether a planned cut was not made yet; it is given up. */
  public boolean giveUpCut() {
    return planned.getAndSet(null) != null;
  }

  /** Takes no more connections and drops those there are. */
  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  private void accept() {
    try {
      while (true) {
        relay(door.accept());
      }
    } catch (IOException e) {
      cut(); // the door is closed
    }
  }

  private void relay(Socket client) throws IOException {
    try {
      Wire wire = new Wire(client, new Socket(host, port));
      wires.add(wire);
      wire.open();
    } catch (IOException e) {
      client.close(); // the server takes no connection: nor do we
    }
  }

  private static void inBackground(String name, Runnable task) {
    Thread thread = new Thread(task, "wire-tap-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Where the wire is to be cut: at a round trip, before it or at its answer. */
  private record Cut(long trip, boolean answered) {}

  /** One connection: a pump for each direction. */
  private final class Wire {

    private final Socket client;
    private final Socket server;
    private final AtomicInteger ended = new AtomicInteger();
    private final @Nullable PostgresRequests requests = postgres ? new PostgresRequests() : null;
    private boolean serverSpokeLast = true;
    private long trip;

    Wire(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void open() throws IOException {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      inBackground("client", () -> pump(client, server, false));
      inBackground("server", () -> pump(server, client, true));
    }

    private void pump(Socket from, Socket to, boolean fromServer) {
      try {
        relay(from.getInputStream(), to.getOutputStream(), fromServer);
        to.shutdownOutput();
        if (ended.incrementAndGet() == 2) {
          close();
        }
      } catch (IOException e) {
        cut();
      }
    }

    /** A direction is noted before its bytes go on: the answer to them cannot be noted first. */
    private void relay(InputStream in, OutputStream out, boolean fromServer) throws IOException {
      byte[] buffer = new byte[1 << 16];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (fromServer) {
          answered();
        } else {
          sent(buffer, length);
        }
        if (isToBeCut(fromServer)) {
          cut();
          return;
        }
        out.write(buffer, 0, length);
      }
    }

    private synchronized void answered() {
      serverSpokeLast = true;
    }

    private synchronized void sent(byte[] bytes, int length) {
      boolean awaits = requests == null || requests.in(bytes, length) > 0;
      if (awaits && serverSpokeLast) {
        trip = roundTrips.incrementAndGet();
      }
      serverSpokeLast &= !awaits;
    }

    private synchronized boolean isToBeCut(boolean fromServer) {
      Cut cut = planned.get();
      return cut != null
          && cut.trip() == trip
          && cut.answered() == fromServer
          && planned.compareAndSet(cut, null);
    }

    private void close() throws IOException {
      wires.remove(this);
      client.close();
      server.close();
    }

    void cut() {
      wires.remove(this);
      reset(client);
      reset(server);
    }

    /** Closes with a reset instead of an end, and drops what is under way. */
    private static void reset(Socket socket) {
      try (socket) {
        socket.setSoLinger(true, 0);
      } catch (IOException e) {
        // it is closed already
      }
    }
  }
}
