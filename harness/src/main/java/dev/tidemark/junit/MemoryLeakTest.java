package dev.tidemark.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test method whose body is called many times, and fails when each call leaves memory behind.
 *
 * <p>After each of {@value MemoryLeakExtension#ROUNDS} rounds of calls the live set is read by
 * class, after forced collections. The test passes when growth of the sensitivity or more is ruled
 * out, and fails with the classes that grow, and the field that holds them, when it is not. Nothing
 * is allowed to be a cache that fills: let it be full before, or bound it.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(MemoryLeakExtension.class)
public @interface MemoryLeakTest {
  /**
   * How often the body is called, spread over the rounds; where they do not tell, it is called as
   * often once more. A tenth as many calls warm it up before.
   */
  int requests() default 2_000;

  /** The growth for each call that must not be missed, such as {@code 64 B} or {@code 1 KiB}. */
  String sensitivity() default "64 B";
}
