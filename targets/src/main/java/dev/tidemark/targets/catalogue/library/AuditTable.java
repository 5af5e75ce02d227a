package dev.tidemark.targets.catalogue.library;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcConnectionPool;

/** Adds a row a request to a table of an H2 database in memory. */
final class AuditTable implements Case {
  private final JdbcConnectionPool pool =
      JdbcConnectionPool.create("jdbc:h2:mem:audit;DB_CLOSE_DELAY=-1", "sa", "");

  AuditTable() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table audit(id bigint primary key, line varchar)");
    }
  }

  @Override
  public boolean blocks() {
    return true;
  }

  @Override
  public void onRequest(Call call) throws IOException {
    try (Connection connection = pool.getConnection();
        PreparedStatement insert = connection.prepareStatement("insert into audit values (?, ?)")) {
      insert.setLong(1, call.number());
      insert.setString(2, "request %0500d".formatted(call.number()));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
