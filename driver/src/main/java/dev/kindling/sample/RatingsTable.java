package dev.kindling.sample;

import dev.kindling.fault.Require;
import dev.kindling.task.Examples;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import dev.kindling.task.Task;
import dev.kindling.task.TaskSource;
import dev.kindling.task.UsersSettings;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * What readers say of books, as CSV, a row each: the reader, the day, the book's genre and four
 * numbers that describe it, then three columns to predict: {@code rating}, from about 1 to 5;
 * {@code liked}, 1 or 0; {@code verdict}, one of three words. Which genre a book is of follows from
 * numbers that the table does not tell.
 *
 * @param users how many readers
 * @param seed other readers for another seed
 */
public record RatingsTable(int users, long seed) {

  private static final String HEAD =
      "user,day,genre,length,pace,humour,novelty,rating,liked,verdict\n";
  private static final List<String> GENRES = List.of("crime", "fantasy", "history", "travel");
  private static final int NUMBERS = 4;
  private static final UsersSettings READERS =
      new UsersSettings(8, 32, 16, GENRES.size() + NUMBERS, 4, 1000, .1);
  private static final long MOST_DAYS_APART = 30;

  public RatingsTable {
    Require.between("users", users, 3, 100_000);
  }

  /** Writes it into a file that is not there yet. */
  public void write(Path file) throws IOException {
    TaskSource readers = READERS.open(Split.TRAIN);
    try (Writer out =
        Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW)) {
      out.write(HEAD);
      for (int user = 0; user < users; user++) {
        Key key = Key.of(seed).fold("reader").fold(user);
        Task ratings = readers.sample(key);
        String name = "reader%d-%05d".formatted(seed, user);
        long day = rows(out, name, key, ratings.support(), 0);
        rows(out, name, key.fold("later"), ratings.query(), day);
      }
    }
  }

  /** Writes a reader's rows and gives the day of the last one. */
  private static long rows(Writer out, String user, Key key, Examples ratings, long after)
      throws IOException {
    long day = after;
    int width = GENRES.size() + NUMBERS;
    float[] features = ratings.features().floats();
    for (int i = 0; i < ratings.count(); i++) {
      day += 1 + key.fold("day").below(i, MOST_DAYS_APART);
      double rating = 3 + 2 * ratings.targets().floats()[i];
      out.write("%s,%d,%s".formatted(user, day, genre(features, i * width)));
      for (int number = 0; number < NUMBERS; number++) {
        float value = features[i * width + GENRES.size() + number];
        out.write(String.format(Locale.ROOT, ",%.3f", value));
      }
      out.write(
          String.format(Locale.ROOT, ",%.2f,%d,%s\n", rating, rating > 3 ? 1 : 0, verdict(rating)));
    }
    return day;
  }

  private static String genre(float[] features, int start) {
    int largest = 0;
    for (int genre = 1; genre < GENRES.size(); genre++) {
      largest = features[start + genre] > features[start + largest] ? genre : largest;
    }
    return GENRES.get(largest);
  }

  private static String verdict(double rating) {
    if (rating < 2.5) {
      return "poor";
    }
    return rating < 3.5 ? "fair" : "good";
  }
}
