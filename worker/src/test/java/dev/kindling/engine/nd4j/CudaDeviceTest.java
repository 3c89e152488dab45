package dev.kindling.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaDeviceTest {

  @ParameterizedTest
  @CsvSource({"0, , 0", "3, '', 3", "3, 3, 0", "2, '0,2', 1", "GPU-8f, 'GPU-1a, GPU-8f', 1"})
  void anAddressIsItsPlaceAmongTheVisible(String address, String visible, int number) {
    assertThat(CudaDevice.number(address, visible)).isEqualTo(number);
  }

  @Test
  void aGpuThatTheProcessDoesNotSeeIsRefused() {
    assertThatThrownBy(() -> CudaDevice.number("1", "0"))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("GPU 1 is given to a task but CUDA_VISIBLE_DEVICES is 0, so");
    assertThatThrownBy(() -> CudaDevice.number("GPU-8f", null))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("the number of a GPU is expected but GPU-8f is given to a task");
    assertThatThrownBy(() -> CudaDevice.number("-1", null)).isInstanceOf(Fault.class);
  }
}
