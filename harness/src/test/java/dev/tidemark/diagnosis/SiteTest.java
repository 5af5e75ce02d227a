package dev.tidemark.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.diagnosis.Site.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteTest {
  private static final Frame MAP = new Frame("java.util.HashMap", "putVal", 1);
  private static final Frame CACHE = new Frame("com.example.chat.Cache", "put", 12);
  private static final Frame HANDLER = new Frame("com.example.web.ChatHandler", "handle", 34);
  private static final Frame SERVER = new Frame("io.undertow.server.Connectors", "execute", 56);
  private static final Frame ARENA = new Frame("io.netty.buffer.PoolArena", "newChunk", 78);
  private static final Frame POOL = new Frame("io.netty.buffer.PooledAllocator", "direct", 90);

  @Test
  void theMethodOfTheApplicationAndItsCallerAreNamed() {
    assertThat(Site.of(List.of(MAP, CACHE, HANDLER, SERVER)))
        .hasValue("com.example.chat.Cache.put:12, called by com.example.web.ChatHandler.handle:34");
  }

  /** What a library makes is asked for elsewhere, and there it can be changed. */
  @Test
  void whoHasALibraryMakeItComesBeforeTheLibrary() {
    assertThat(Site.of(List.of(MAP, ARENA, POOL, CACHE, HANDLER, SERVER)))
        .hasValue("com.example.chat.Cache.put:12, by way of io.netty.buffer.PoolArena.newChunk:78");
  }

  @Test
  void aServerIsNoUserOfWhatTheApplicationMakes() {
    assertThat(Site.of(List.of(CACHE, SERVER)))
        .hasValue(
            "com.example.chat.Cache.put:12, called by io.undertow.server.Connectors.execute:56");
  }

  @Test
  void packagesOfOneOrganisationAreOneParty() {
    Frame connection = new Frame("okhttp3.internal.connection.ExchangeFinder", "find", 1);
    Frame call = new Frame("okhttp3.RealCall", "execute", 2);
    assertThat(Site.of(List.of(connection, call, CACHE)))
        .hasValue(
            "com.example.chat.Cache.put:12, by way of"
                + " okhttp3.internal.connection.ExchangeFinder.find:1");
  }

  /** Two projects of one foundation have nothing to do with each other. */
  @Test
  void theProjectsOfAFoundationAreDifferentParties() {
    Frame codec = new Frame("org.apache.lucene.store.Buffers", "create", 1);
    Frame solr = new Frame("org.apache.solr.search.Searcher", "open", 2);
    assertThat(Site.of(List.of(codec, solr)))
        .hasValue(
            "org.apache.solr.search.Searcher.open:2, by way of"
                + " org.apache.lucene.store.Buffers.create:1");
  }

  /** A package that does not begin with a domain belongs to one party from its first part on. */
  @Test
  void anApplicationWithoutADomainIsOneParty() {
    Frame queue = new Frame("shop.audit.Trail", "add", 1);
    Frame front = new Frame("shop.web.Front", "handle", 2);
    assertThat(Site.of(List.of(queue, front)))
        .hasValue("shop.audit.Trail.add:1, called by shop.web.Front.handle:2");
  }

  @Test
  void withoutAnApplicationTheInnermostMethodIsNamed() {
    assertThat(Site.of(List.of(MAP))).hasValue("java.util.HashMap.putVal:1");
    assertThat(Site.of(List.of())).isEmpty();
  }

  @Test
  void aSiteBeginsWithWhatDoesNotDependOnTheWay() {
    assertThat(Site.start("a.B.c:1, by way of d.E.f:2")).isEqualTo("a.B.c:1");
    assertThat(Site.start("a.B.c:1, called by d.E.f:2")).isEqualTo("a.B.c:1, called by d.E.f:2");
  }
}
