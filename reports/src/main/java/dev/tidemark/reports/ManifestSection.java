package dev.tidemark.reports;

import dev.tidemark.model.Plan;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.TargetIdentity;
import java.time.Duration;

/** What was run, so that it can be run again: simulation, plan, targets, seed, commit. */
final class ManifestSection {
  private final StringBuilder pairs = new StringBuilder();

  private ManifestSection() {}

  static String html(RunManifest manifest) {
    ManifestSection section = new ManifestSection();
    section.fill(manifest);
    return """
    <section class="long">
    <h2>What was run</h2>
    <div class="card">
    <dl class="pairs">
    %s</dl>
    <p>To judge the same readings again, in the folder that holds this file:</p>
    <p><code>tidemark analyze .</code></p>
    </div>
    </section>
    """
        .formatted(section.pairs);
  }

  private void fill(RunManifest manifest) {
    Plan plan = manifest.plan();
    pair("Simulation", manifest.simulation());
    pair("Seed", Long.toString(manifest.seed()));
    pair("Commit", manifest.commit().orElse("not in a git checkout"));
    pair("Tidemark", manifest.version());
    pair(
        "Plan",
        "find growth of "
            + plan.sensitivity()
            + " per request; stages "
            + String.join(", ", plan.stages())
            + "; concurrency "
            + plan.concurrency()
            + "; at most "
            + words(plan.budget())
            + " of rounds");
    pair(
        "Cache allowance",
        plan.allowance().bytes()
            + ", "
            + Phrases.count(plan.allowance().entries())
            + " entries, "
            + Phrases.count(plan.allowance().threads())
            + " threads, "
            + Phrases.count(plan.allowance().descriptors())
            + " descriptors, "
            + Phrases.count(plan.allowance().classes())
            + " classes");
    manifest.targets().forEach(this::target);
  }

  private void target(TargetIdentity target) {
    StringBuilder text = new StringBuilder(target.url());
    target.pid().ifPresent(pid -> text.append(", process ").append(pid));
    if (!target.runtime().isEmpty()) {
      text.append(", ").append(target.runtime());
    }
    target.startedAt().ifPresent(at -> text.append(", up since ").append(Phrases.moment(at)));
    target
        .limit()
        .ifPresent(
            limit ->
                text.append(", limit ")
                    .append(limit.size())
                    .append(" from ")
                    .append(limit.source()));
    if (!target.flags().isEmpty()) {
      text.append(", flags ").append(String.join(" ", target.flags()));
    }
    pair("Target " + target.name(), text.toString());
  }

  private void pair(String name, String value) {
    pairs
        .append("<dt>")
        .append(Escaped.html(name))
        .append("</dt><dd>")
        .append(Escaped.html(value))
        .append("</dd>\n");
  }

  private static String words(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 120 ? seconds + " s" : (seconds + 30) / 60 + " min";
  }
}
