package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExitTest {
  @Test
  void theWorseOfTwoCodesDoesNotDependOnTheirOrder() {
    List<Integer> worstFirst = List.of(99, 4, 2, 1, 3, 0);
    for (int i = 0; i < worstFirst.size(); i++) {
      for (int j = i; j < worstFirst.size(); j++) {
        int worse = worstFirst.get(i);
        int better = worstFirst.get(j);
        assertThat(Exit.worse(worse, better)).isEqualTo(worse);
        assertThat(Exit.worse(better, worse)).isEqualTo(worse);
      }
    }
  }
}
