package dev.tidemark.simulations;

import dev.tidemark.experiment.Manner;
import dev.tidemark.simulations.chat.ChatCall;
import dev.tidemark.simulations.chat.ChatEnd;
import dev.tidemark.simulations.chat.ChatSender;
import dev.tidemark.simulations.chat.Transport;
import dev.tidemark.traffic.Outgoing;
import io.gatling.core.action.builder.ActionBuilder;
import io.gatling.javaapi.core.Session;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A chat request as a step of a Gatling scenario, in the shape of OpenAI's chat completions: sent
 * at most once, with an id of its own, and read in a manner of one's choice.
 *
 * <pre>{@code
 * exec(chat("story").post("http://127.0.0.1:8080/v1/chat/completions")
 *     .prompt(session -> "Tell me about " + session.getString("topic")).stream());
 * }</pre>
 *
 * <p>Pauses between turns and bursts are Gatling's own: {@code pause}, {@code repeat}.
 */
public final class Chat implements io.gatling.javaapi.core.ActionBuilder {
  private static final Map<String, ChatSender> SENDERS = new ConcurrentHashMap<>();
  private static final AtomicLong SENT = new AtomicLong();
  private static final String RUN = Long.toString(System.currentTimeMillis(), 36);

  private final String name;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private URI url = URI.create("http://127.0.0.1");
  private Function<Session, String> prompt = session -> "Hello";
  private Optional<String> conversation = Optional.empty();
  private String model = "tidemark";
  private int maxTokens = 256;
  private boolean stream;
  private boolean http2;
  private Manner manner = new Manner.Complete();

  Chat(String name) {
    this.name = name;
    headers.put("Content-Type", "application/json");
  }

  /** Where it goes. */
  public Chat post(String address) {
    url = URI.create(address);
    return this;
  }

  /** One more header. */
  public Chat header(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** What is asked, made for each user. */
  public Chat prompt(Function<Session, String> text) {
    prompt = text;
    return this;
  }

  /** What is asked. */
  public Chat prompt(String text) {
    return prompt(session -> text);
  }

  /** The model that is asked for. */
  public Chat model(String which) {
    model = which;
    return this;
  }

  /** How long the answer may be. */
  public Chat maxTokens(int tokens) {
    maxTokens = tokens;
    return this;
  }

  /** Asks for a stream of events, which must end with {@code [DONE]}. */
  public Chat stream() {
    stream = true;
    return this;
  }

  /** Sends HTTP/2. */
  public Chat http2() {
    http2 = true;
    return this;
  }

  /**
   * Makes it a turn of a conversation: what the user asked and was answered before goes along, so
   * that the context grows with every turn.
   *
   * @param attribute of the session, under which the turns are kept
   */
  public Chat conversation(String attribute) {
    conversation = Optional.of(attribute);
    return this;
  }

  /** Closes the connection after so many chunks of the answer. */
  public Chat abortAfter(long chunks) {
    manner = new Manner.AbortAfter(chunks);
    return this;
  }

  /** Closes the connection after so many bytes of the answer's body. */
  public Chat abortAfterBytes(long bytes) {
    manner = new Manner.AbortAfterBytes(bytes);
    return this;
  }

  /** Closes the connection so long after the answer's first byte. */
  public Chat abortAfter(Duration sinceFirstByte) {
    manner = new Manner.AbortAfterTime(sinceFirstByte);
    return this;
  }

  /** Reads the answer at this pace at most. */
  public Chat slowly(long bytesPerSecond) {
    manner = new Manner.SlowReader(bytesPerSecond);
    return this;
  }

  @Override
  public ActionBuilder asScala() {
    return new GatlingAction(name, this::send).asScala();
  }

  private void send(GatlingAction.Visit visit) {
    Session session = visit.session();
    Conversation before =
        conversation.isPresent() && session.contains(conversation.get())
            ? session.<Conversation>get(conversation.get())
            : Conversation.empty();
    Conversation asked = before.with("user", prompt.apply(session));
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    Outgoing request =
        new Outgoing(
            name, "POST", path + query, headers, asked.request(model, maxTokens, stream), stream);
    String id = RUN + "-" + SENT.incrementAndGet();
    ChatCall call = new ChatCall(id, request, manner, System.nanoTime());
    sender()
        .send(
            call,
            conversation.isPresent(),
            (end, text) -> {
              ArmTraffic.add(visit, name, call, end, System.nanoTime());
              if (conversation.isPresent() && end instanceof ChatEnd.Completed) {
                String said = Conversation.contentOf(text, stream);
                visit.proceedWith(conversation.get(), asked.with("assistant", said));
              } else {
                visit.proceed(end.asMeant());
              }
            });
  }

  private ChatSender sender() {
    Transport transport = new Transport(http2, Optional.empty(), Transport.PLAIN.patience(), false);
    URI base = URI.create(url.getScheme() + "://" + url.getRawAuthority());
    return SENDERS.computeIfAbsent(
        base + (http2 ? " 2" : ""), key -> ChatSender.start("dsl", base, transport));
  }
}
