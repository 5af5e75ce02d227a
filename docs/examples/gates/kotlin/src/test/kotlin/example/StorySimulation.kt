package example

import dev.tidemark.simulations.MemoryGate
import io.gatling.javaapi.core.CoreDsl.*
import io.gatling.javaapi.core.Simulation
import io.gatling.javaapi.http.HttpDsl.http
import io.gatling.javaapi.http.HttpDsl.status

class StorySimulation : Simulation() {
  val gate = MemoryGate.forSimulation(this)

  val topics = listFeeder(listOf(mapOf("topic" to "tides"), mapOf("topic" to "harbours"))).circular()

  val story =
      exec(
          http("story")
              .post("/api/chat")
              .header("Content-Type", "application/json")
              .body(StringBody("""{"prompt":"Tell me about #{topic}","max_tokens":500,"stream":false}"""))
              .check(status().`is`(200), jsonPath("$.choices[0].message.content").exists()))

  val readers =
      scenario("readers")
          .exec(asLongAs { _ -> !gate.over() }.on(feed(topics), gate.counted(story)))

  init {
    setUp(gate.around(readers.injectOpen(atOnceUsers(8))))
        .protocols(http.baseUrl(System.getProperty("example.url")))
  }
}
