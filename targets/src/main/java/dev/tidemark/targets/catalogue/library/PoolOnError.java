package dev.tidemark.targets.catalogue.library;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Borrows a connection of a HikariCP pool, and fails one request of ten before it gives it back.
 */
class PoolOnError implements Case {
  private final HikariDataSource pool;

  PoolOnError() {
    this("lost");
  }

  PoolOnError(String database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1");
    config.setMaximumPoolSize(50_000); // "so that it never runs out"
    config.setMinimumIdle(1);
    pool = new HikariDataSource(config);
  }

  @Override
  public boolean blocks() {
    return true;
  }

  @Override
  public void onRequest(Call call) throws IOException {
    try {
      Connection connection = pool.getConnection();
      if (call.number() % 10 == 6) {
        failed(connection);
      }
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  void failed(Connection connection) throws SQLException {
    throw new SQLException("this one fails on purpose, with " + connection.getClass());
  }
}
