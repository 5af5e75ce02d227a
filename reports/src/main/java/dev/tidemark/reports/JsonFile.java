package dev.tidemark.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A small JSON file of a run folder, read leniently, with errors that name it. */
final class JsonFile {
  private static final long LARGEST_BYTES = 64L << 20;
  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build())
              .build());

  private JsonFile() {}

  /** The object in {@code file}. */
  static JsonNode read(Path file) throws UnreadableRun {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new UnreadableRun(file, "larger than any such file that Tidemark writes");
      }
      JsonNode tree = MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
      if (!tree.isObject()) {
        throw new UnreadableRun(file, "holds no JSON object");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new UnreadableRun(file, "is not JSON: " + e.getOriginalMessage());
    } catch (NoSuchFileException e) {
      throw new UnreadableRun(file, "there is no such file");
    } catch (UnreadableRun e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableRun(file, "could not be read: " + e);
    }
  }
}
