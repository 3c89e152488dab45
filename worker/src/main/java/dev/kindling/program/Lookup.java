package dev.kindling.program;

import static dev.kindling.program.Operands.expect;
import static dev.kindling.program.Operands.expectCount;

import dev.kindling.tensor.Shape;
import java.util.List;

/**
 * Reading rows of a table by their places, and its adjoint, adding rows into a table. Tables are
 * {@code [b,rows,width]}, places {@code [b,n]}, the rows read or added {@code [b,n,width]}: each
 * task looks into a table of its own. Places are numbers and mean the nearest row; nothing is
 * differentiated by them. A place without a row reads NaN, so that the task is seen to be unsound,
 * and adds nothing.
 */
public sealed interface Lookup extends Op {

  private static boolean alike(Shape rows, Shape places) {
    return rows.rank() == 3 && places.rank() == 2 && rows.dimension(0) == places.dimension(0);
  }

  /** A table and places to the rows at these places. */
  record Gather() implements Lookup {
    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 2);
      Shape table = operands.get(0);
      Shape places = operands.get(1);
      expect(this, operands, alike(table, places), "a table [b,rows,width] and places [b,n]");
      return Shape.of(table.dimension(0), places.dimension(1), table.dimension(2));
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.gather(this);
    }
  }

  /** Rows and places to a table of {@code rows} rows, each the sum of those that go there. */
  record ScatterAdd(int rows) implements Lookup {
    public ScatterAdd {
      if (rows < 1) {
        throw new IllegalArgumentException("a table must have at least 1 row but has " + rows);
      }
    }

    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 2);
      Shape added = operands.get(0);
      Shape places = operands.get(1);
      boolean holds = alike(added, places) && added.dimension(1) == places.dimension(1);
      expect(this, operands, holds, "rows [b,n,width] and places [b,n]");
      return Shape.of(added.dimension(0), rows, added.dimension(2));
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.scatterAdd(this);
    }
  }
}
