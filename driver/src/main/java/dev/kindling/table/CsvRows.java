package dev.kindling.table;

import dev.kindling.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Reads stretches of files as rows: the wanted cells, then what is wrong with the record. Nothing
 * is wrong where that is null, it is empty where there is another number of cells than names, and
 * else it is the sentence that the file is refused with: a fault would make Spark try again.
 */
final class CsvRows implements FlatMapFunction<Iterator<CsvChunk>, Row> {
  private static final long serialVersionUID = 1;

  private final CsvDialect dialect;
  private final CsvHeader header;
  private final int[] wanted;

  /**
   * @param wanted the numbers of columns, those of folders after those of the files
   */
  CsvRows(CsvDialect dialect, CsvHeader header, int[] wanted) {
    this.dialect = dialect;
    this.header = header;
    this.wanted = wanted;
  }

  @Override
  public Iterator<Row> call(Iterator<CsvChunk> chunks) {
    return new Rows(chunks, SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf()));
  }

  private Row row(CsvRecords records, List<String> folders) {
    Object[] cells = new Object[wanted.length + 1];
    int names = header.names().size();
    if (records.cells() != names) {
      cells[wanted.length] = "";
      return RowFactory.create(cells);
    }
    for (int i = 0; i < wanted.length; i++) {
      String cell = wanted[i] < names ? records.cell(wanted[i]) : folders.get(wanted[i] - names);
      cells[i] = cell == null || cell.isEmpty() ? null : cell;
    }
    return RowFactory.create(cells);
  }

  private Row refused(Fault fault) {
    Object[] cells = new Object[wanted.length + 1];
    cells[wanted.length] = fault.getMessage();
    return RowFactory.create(cells);
  }

  /** The rows of one stretch after the other. */
  private final class Rows implements Iterator<Row> {
    private final Iterator<CsvChunk> chunks;
    private final Configuration hadoop;
    private CsvChunk chunk;
    private CsvRecords records;
    private Row coming;

    Rows(Iterator<CsvChunk> chunks, Configuration hadoop) {
      this.chunks = chunks;
      this.hadoop = hadoop;
    }

    @Override
    public boolean hasNext() {
      while (coming == null && (records != null || chunks.hasNext())) {
        try {
          advance();
        } catch (Fault fault) {
          coming = refused(fault);
          close();
        } catch (IOException e) {
          close();
          throw new UncheckedIOException(e);
        }
      }
      return coming != null;
    }

    private void advance() throws IOException {
      if (records == null) {
        chunk = chunks.next();
        records = chunk.open(dialect, hadoop);
        if (chunk.isFirst()) {
          header.requireSame(records, new CsvFault(chunk.file(), dialect.encoding()));
        }
      }
      if (records.next(chunk.end())) {
        coming = row(records, chunk.folders());
      } else {
        close();
      }
    }

    private void close() {
      if (records != null) {
        records.close();
        records = null;
      }
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row row = coming;
      coming = null;
      return row;
    }
  }
}
