import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What numbered.c does, on the JVM, which stops its threads by faults of memory and signals: THREADS threads with CALLS calls each. */
public class Numbered {
  static String work(int calls) throws IOException {
    // PID/task/TID
    String tid = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
    int good = 0, failed = 0;
    byte[] bytes = new byte[calls];
    try (FileOutputStream file = new FileOutputStream("/dev/null")) {
      for (int i = 1; i <= calls; i++) {
        try {
          file.write(bytes, 0, i);
          good++;
        } catch (IOException error) {
          failed++;
        }
        // Garbage, so that the collector has reason to stop everybody.
        byte[] waste = new byte[1 << 16];
        waste[i] = 1;
      }
    }
    return tid + " " + good + " " + failed + " 0";
  }

  public static void main(String[] arguments) throws InterruptedException {
    int calls = Integer.parseInt(arguments[1]);
    List<Thread> threads = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      Thread thread = new Thread(() -> {
        try {
          String line = work(calls);
          synchronized (lines) {
            lines.add(line);
          }
        } catch (IOException error) {
          throw new RuntimeException(error);
        }
      });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads)
      thread.join();
    lines.forEach(System.out::println);
  }
}
