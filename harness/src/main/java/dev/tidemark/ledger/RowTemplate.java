package dev.tidemark.ledger;

import dev.tidemark.model.SampleLayout;
import dev.tidemark.model.SampleRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The samples of a row as the writer gives them, with the numbers left out. */
final class RowTemplate {
  private final RowParser.Form form;
  private final byte[][] literals;
  private final int[] slots;

  /**
   * Makes a template.
   *
   * @param literals what stands before each number, and behind the last
   * @param slots where in the row each number belongs
   */
  private RowTemplate(RowParser.Form form, byte[][] literals, int[] slots) {
    this.form = form;
    this.literals = literals;
    this.slots = slots;
  }

  /** The template of rows of this form. */
  static RowTemplate of(RowParser.Form form) throws IOException {
    SampleLayout layout = form.layout();
    List<byte[]> literals = new ArrayList<>();
    int[] slots = new int[layout.width()];
    String before = "";
    for (String name : form.names()) {
      int column = layout.find(name).orElseThrow();
      SampleLayout.Column what = layout.column(column);
      slots[literals.size()] = layout.offset(column);
      literals.add(utf8(before + RowParser.MAPPER.writeValueAsString(name) + ":{\"value\":"));
      before =
          ",\"unit\":"
              + quoted(what.unit().code())
              + ",\"kind\":"
              + quoted(what.kind().name())
              + ",\"gc\":"
              + quoted(what.gc().name());
      if (what.bounded()) {
        slots[literals.size()] = layout.offset(column) + 1;
        literals.add(utf8(before + ",\"bound\":"));
        before = "";
      }
      before += "},";
    }
    int comma = form.names().isEmpty() ? 0 : 1;
    literals.add(utf8(before.substring(0, before.length() - comma) + "}"));
    return new RowTemplate(form, literals.toArray(byte[][]::new), slots);
  }

  private static String quoted(String plain) {
    return '"' + plain + '"';
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  boolean isOf(RowParser.Form other) {
    return form.equals(other);
  }

  /** The samples at the cursor, which moves behind them, where they are of this form. */
  Optional<SampleRow> read(ByteCursor cursor) {
    double[] numbers = new double[slots.length];
    for (int i = 0; i < slots.length; i++) {
      if (!cursor.skip(literals[i]) || !cursor.number()) {
        return Optional.empty();
      }
      double value = cursor.real();
      if (!(Math.abs(value) <= RowParser.MOST)) {
        return Optional.empty();
      }
      numbers[slots[i]] = value;
    }
    return cursor.skip(literals[slots.length])
        ? Optional.of(new SampleRow(form.layout(), numbers))
        : Optional.empty();
  }
}
