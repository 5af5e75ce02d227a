package dev.tidemark.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The frame of every page: one file without references to others. Its content policy names the
 * scripts and the style by their hashes and forbids everything else, network included.
 */
final class HtmlPage {
  private HtmlPage() {}

  /**
   * The page.
   *
   * @param title plain text
   * @param body HTML
   */
  static String render(String title, String body, ChartSheet charts) {
    String style = resource("vendor/uplot/uPlot.min.css") + "\n" + resource("page.css");
    String library = resource("vendor/uplot/uPlot.iife.min.js");
    String drawing = resource("charts.js");
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
      base-uri 'none'; form-action 'none'; style-src '%s'; script-src '%s' '%s'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>%s</title>
      <link rel="icon" href="data:,">
      <style>%s</style>
      </head>
      <body>
      <main>
      %s
      <noscript><p class="card">The charts need JavaScript; every figure and table on this page \
      is complete without it.</p></noscript>
      <footer>Written by Tidemark. This file is complete: it loads nothing. Charts by uPlot 1.6.32 \
      (MIT, © Leon Sorokin).</footer>
      </main>
      <script>%s</script>
      <script type="application/json" id="chart-data">%s</script>
      <script>%s</script>
      </body>
      </html>
      """
        .formatted(
            hash(style),
            hash(library),
            hash(drawing),
            Escaped.html(title),
            style,
            body,
            library,
            charts.json(),
            drawing);
  }

  /** A page without charts. */
  static String render(String title, String body) {
    String style = resource("page.css") + "\n" + resource("flame.css");
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
      base-uri 'none'; form-action 'none'; style-src '%s'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>%s</title>
      <link rel="icon" href="data:,">
      <style>%s</style>
      </head>
      <body>
      <main>
      %s
      <footer>Written by Tidemark. This file is complete: it loads nothing.</footer>
      </main>
      </body>
      </html>
      """
        .formatted(hash(style), Escaped.html(title), style, body);
  }

  private static String hash(String inline) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
