package dev.tidemark.ledger;

import dev.tidemark.model.SampleLayout;
import dev.tidemark.model.SampleRow;
import dev.tidemark.model.Tick;
import java.util.HashMap;
import java.util.Map;

/** The layouts of one run, each of them once. */
final class SharedLayouts {
  private final Map<SampleLayout, SampleLayout> layouts = new HashMap<>();

  SampleLayout one(SampleLayout layout) {
    SampleLayout known = layouts.putIfAbsent(layout, layout);
    return known == null ? layout : known;
  }

  /** The same tick, its samples under a layout that it shares with others. */
  Tick sharing(Tick tick) {
    SampleRow row = SampleRow.of(tick.samples());
    return tick.with(row.sharing(one(row.layout())));
  }
}
