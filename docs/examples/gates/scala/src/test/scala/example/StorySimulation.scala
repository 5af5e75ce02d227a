package example

import dev.tidemark.simulations.MemoryGate
import io.gatling.core.Predef._
import io.gatling.http.Predef._

class StorySimulation extends Simulation {
  val gate = MemoryGate.forSimulation(this)

  val topics = Array(Map("topic" -> "tides"), Map("topic" -> "harbours")).circular

  val story = exec(
    http("story")
      .post("/api/chat")
      .header("Content-Type", "application/json")
      .body(StringBody("""{"prompt":"Tell me about #{topic}","max_tokens":500,"stream":false}"""))
      .check(status.is(200), jsonPath("$.choices[0].message.content").exists)
  )

  val readers =
    scenario("readers")
      .exec(asLongAs(_ => !gate.over())(feed(topics), gate.counted(story)))

  setUp(gate.around(readers.inject(atOnceUsers(8))): _*)
    .protocols(http.baseUrl(System.getProperty("example.url")))
}
