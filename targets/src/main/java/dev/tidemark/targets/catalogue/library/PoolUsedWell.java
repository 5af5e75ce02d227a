package dev.tidemark.targets.catalogue.library;

import java.sql.Connection;
import java.sql.SQLException;

/** Innocent: as {@link PoolOnError}, but what fails gives its connection back. */
final class PoolUsedWell extends PoolOnError {
  PoolUsedWell() {
    super("kept");
  }

  @Override
  void failed(Connection connection) throws SQLException {
    try (connection) {
      super.failed(connection);
    }
  }
}
