package dev.tidemark.recording;

import dev.tidemark.model.Recording;
import java.util.List;

/**
 * What a file holds.
 *
 * @param recordings one for each target that it tells of; at least one
 * @param remarks how the file was read, where it left a choice: one clear sentence each
 */
public record Found(Format format, List<Recording> recordings, List<String> remarks) {
  public Found {
    recordings = List.copyOf(recordings);
    remarks = List.copyOf(remarks);
  }
}
