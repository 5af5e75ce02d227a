package dev.tidemark.ledger;

import dev.tidemark.model.SampleLayout;
import dev.tidemark.model.SampleRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The forms that the samples of a run's rows take, the one that was met last in front. A run has a
 * few: floors and readings under load of each arm, with and without what a probe missed.
 */
final class RowTemplates {
  private static final int MOST = 32;

  private final List<Template> templates = new ArrayList<>();

  /**
   * Samples with their numbers left out.
   *
   * @param literals what stands before each number, and behind the last
   * @param slots where in the row each number belongs
   */
  private record Template(RowParser.Form form, List<byte[]> literals, int[] slots) {
    SampleLayout layout() {
      return form.layout();
    }
  }

  void add(RowParser.Form form) throws IOException {
    SampleLayout layout = form.layout();
    if (form.names().size() != layout.size()) {
      return; // a sample was left out, so the row is of no common form
    }
    if (templates.stream().anyMatch(known -> known.form().equals(form))) {
      return; // known, and yet the row did not match: it was written otherwise
    }
    List<byte[]> literals = new ArrayList<>();
    int[] slots = new int[layout.width()];
    StringBuilder before = new StringBuilder();
    for (String name : form.names()) {
      int column = layout.find(name).orElseThrow();
      SampleLayout.Column what = layout.column(column);
      before.append(RowParser.MAPPER.writeValueAsString(name)).append(":{\"value\":");
      slots[literals.size()] = layout.offset(column);
      literals.add(QuickRows.ascii(before.toString()));
      before.setLength(0);
      before.append(",\"unit\":\"").append(what.unit().code());
      before.append("\",\"kind\":\"").append(what.kind().name());
      before.append("\",\"gc\":\"").append(what.gc().name()).append('"');
      if (what.bounded()) {
        slots[literals.size()] = layout.offset(column) + 1;
        literals.add(QuickRows.ascii(before.append(",\"bound\":").toString()));
        before.setLength(0);
      }
      before.append("},");
    }
    if (!form.names().isEmpty()) {
      before.setLength(before.length() - 1);
    }
    literals.add(QuickRows.ascii(before.append('}').toString()));
    if (templates.size() == MOST) {
      templates.remove(MOST - 1);
    }
    templates.add(0, new Template(form, literals, slots));
  }

  /** The samples at the cursor, which moves behind them, where they are of a known form. */
  Optional<SampleRow> read(ByteCursor cursor) {
    int start = cursor.at();
    for (int i = 0; i < templates.size(); i++) {
      Template template = templates.get(i);
      double[] numbers = new double[template.layout().width()];
      if (matches(template, cursor, numbers)) {
        if (i > 0) {
          templates.add(0, templates.remove(i));
        }
        return Optional.of(new SampleRow(template.layout(), numbers));
      }
      cursor.backTo(start);
    }
    return Optional.empty();
  }

  private static boolean matches(Template template, ByteCursor cursor, double[] numbers) {
    List<byte[]> literals = template.literals();
    for (int i = 0; i < numbers.length; i++) {
      if (!cursor.skip(literals.get(i)) || !cursor.number()) {
        return false;
      }
      double value = cursor.real();
      if (!(Math.abs(value) <= RowParser.MOST)) {
        return false;
      }
      numbers[template.slots()[i]] = value;
    }
    return cursor.skip(literals.get(numbers.length));
  }
}
