package dev.tidemark.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What the body of a recorded request says of itself. */
final class RecordedBody {
  private static final JsonFactory JSON = new JsonFactory();

  private RecordedBody() {}

  /** Whether it is a JSON object with {@code "stream": true}. */
  static boolean asksForStream(byte[] body) {
    if (body.length == 0 || body[0] != '{') {
      return false;
    }
    try (JsonParser parser = JSON.createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean stream = parser.currentName().equals("stream");
        JsonToken value = parser.nextToken();
        if (stream) {
          return value == JsonToken.VALUE_TRUE;
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }
}
