package dev.tidemark.ledger;

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

  private final List<RowTemplate> templates = new ArrayList<>();

  /** Remembers a form, unless it is known, or a sample was left out of it as impossible. */
  void add(RowParser.Form form) throws IOException {
    if (form.names().size() != form.layout().size()
        || templates.stream().anyMatch(known -> known.isOf(form))) {
      return;
    }
    if (templates.size() == MOST) {
      templates.remove(MOST - 1);
    }
    templates.add(0, RowTemplate.of(form));
  }

  /** The samples at the cursor, which moves behind them, where they are of a known form. */
  Optional<SampleRow> read(ByteCursor cursor) {
    int start = cursor.at();
    for (int i = 0; i < templates.size(); i++) {
      Optional<SampleRow> row = templates.get(i).read(cursor);
      if (row.isPresent()) {
        if (i > 0) {
          templates.add(0, templates.remove(i));
        }
        return row;
      }
      cursor.backTo(start);
    }
    return Optional.empty();
  }
}
