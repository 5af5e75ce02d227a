package dev.tidemark.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the answers to range queries, series by series and sample by sample. A file may
 * hold several answers.
 */
final class PrometheusScan {
  private static final JsonFactory JSON = new JsonFactory();

  private final Visitor visitor;
  private boolean torn;
  private boolean matrix;

  /** What is told of each series, in the order of the files. */
  interface Visitor {
    void begin() throws UnreadableRecording;

    void label(String name, String value);

    void sample(double seconds, String value) throws UnreadableRecording;
  }

  PrometheusScan(Visitor visitor) {
    this.visitor = visitor;
  }

  /**
   * Visits everything.
   *
   * @return whether the JSON ended early
   */
  boolean run(List<Path> files) throws IOException, UnreadableRecording {
    for (Path file : files) {
      try (JsonParser json =
          JSON.createParser(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
        while (json.nextToken() != null) {
          answers(json);
        }
      } catch (JsonProcessingException e) {
        if (endsEarly(e)) {
          torn = true;
          continue;
        }
        throw new UnreadableRecording(
            "is no JSON at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr()
                + ": "
                + e.getOriginalMessage(),
            e);
      }
    }
    if (!matrix) {
      throw new UnreadableRecording(
          torn
              ? "is JSON that ends before any series of a Prometheus range query"
              : "is JSON, and no answer to a Prometheus range query (/api/v1/query_range)");
    }
    return torn;
  }

  private static boolean endsEarly(JsonProcessingException e) {
    return e instanceof JsonEOFException
        || e.getOriginalMessage().startsWith("Unexpected end-of-input");
  }

  private void answers(JsonParser json) throws IOException, UnreadableRecording {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (next(json) != JsonToken.END_ARRAY) {
        answers(json);
      }
    } else if (json.currentToken() == JsonToken.START_OBJECT) {
      answer(json);
    }
  }

  private void answer(JsonParser json) throws IOException, UnreadableRecording {
    while (next(json) != JsonToken.END_OBJECT) {
      String field = json.currentName();
      next(json);
      if ("error".equals(field) && json.currentToken() == JsonToken.VALUE_STRING) {
        throw new UnreadableRecording("is an answer that failed: " + json.getText());
      }
      if ("data".equals(field) && json.currentToken() == JsonToken.START_OBJECT) {
        data(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void data(JsonParser json) throws IOException, UnreadableRecording {
    while (next(json) != JsonToken.END_OBJECT) {
      String field = json.currentName();
      next(json);
      if ("resultType".equals(field) && !"matrix".equals(json.getText())) {
        throw new UnreadableRecording(
            "is the answer to an instant query ("
                + json.getText()
                + "): save that of a range query (/api/v1/query_range)");
      }
      if ("result".equals(field) && json.currentToken() == JsonToken.START_ARRAY) {
        matrix = true;
        while (next(json) != JsonToken.END_ARRAY) {
          series(json);
        }
      } else {
        json.skipChildren();
      }
    }
  }

  private void series(JsonParser json) throws IOException, UnreadableRecording {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new UnreadableRecording("holds a series that is no object");
    }
    visitor.begin();
    while (next(json) != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = next(json);
      if ("metric".equals(field) && value == JsonToken.START_OBJECT) {
        labels(json);
      } else if ("values".equals(field) && value == JsonToken.START_ARRAY) {
        while (next(json) != JsonToken.END_ARRAY) {
          sample(json);
        }
      } else {
        json.skipChildren();
      }
    }
  }

  private void labels(JsonParser json) throws IOException {
    while (next(json) != JsonToken.END_OBJECT) {
      String label = json.currentName();
      next(json);
      visitor.label(String.valueOf(label), String.valueOf(json.getText()));
      json.skipChildren();
    }
  }

  private void sample(JsonParser json) throws IOException, UnreadableRecording {
    if (json.currentToken() != JsonToken.START_ARRAY
        || !next(json).isNumeric()
        || !time(json, json.getDoubleValue())) {
      throw new UnreadableRecording(
          "holds a sample that is no pair of time and value, at line "
              + json.currentLocation().getLineNr()
              + ", column "
              + json.currentLocation().getColumnNr());
    }
  }

  private boolean time(JsonParser json, double seconds) throws IOException, UnreadableRecording {
    if (!next(json).isScalarValue()) {
      return false;
    }
    String value = json.getText();
    if (next(json) != JsonToken.END_ARRAY) {
      return false;
    }
    visitor.sample(seconds, value);
    return true;
  }

  private static JsonToken next(JsonParser json) throws IOException {
    @Nullable JsonToken token = json.nextToken();
    if (token == null) {
      throw new JsonEOFException(json, JsonToken.NOT_AVAILABLE, "ends early");
    }
    return token;
  }
}
