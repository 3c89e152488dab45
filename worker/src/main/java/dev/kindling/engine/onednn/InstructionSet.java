package dev.kindling.engine.onednn;

import dev.kindling.fault.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.dnnl.global.dnnl;

/** The instruction sets that oneDNN can be held to. */
enum InstructionSet {
  AUTO(dnnl.dnnl_cpu_isa_default),
  SSE41(dnnl.dnnl_cpu_isa_sse41),
  AVX(dnnl.dnnl_cpu_isa_avx),
  AVX2(dnnl.dnnl_cpu_isa_avx2),
  AVX2_VNNI(dnnl.dnnl_cpu_isa_avx2_vnni),
  AVX2_VNNI_2(dnnl.dnnl_cpu_isa_avx2_vnni_2),
  AVX512_CORE(dnnl.dnnl_cpu_isa_avx512_core),
  AVX512_CORE_VNNI(dnnl.dnnl_cpu_isa_avx512_core_vnni),
  AVX512_CORE_BF16(dnnl.dnnl_cpu_isa_avx512_core_bf16),
  AVX512_CORE_FP16(dnnl.dnnl_cpu_isa_avx512_core_fp16),
  AVX10_1_512(dnnl.dnnl_cpu_isa_avx10_1_512),
  AVX10_1_512_AMX(dnnl.dnnl_cpu_isa_avx10_1_512_amx),
  AVX10_1_512_AMX_FP16(dnnl.dnnl_cpu_isa_avx10_1_512_amx_fp16),
  /** What a processor runs that has no choice or is newer than this list. */
  NATIVE(-1);

  private final int code;

  InstructionSet(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static InstructionSet named(String text) {
    List<String> names =
        Arrays.stream(values()).filter(set -> set != NATIVE).map(InstructionSet::text).toList();
    if (!names.contains(text)) {
      throw Fault.usage("instruction-set must be one of " + names + " but is " + text);
    }
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  static InstructionSet ofCode(int code) {
    return Arrays.stream(values())
        .filter(set -> set != AUTO && set.code == code)
        .findFirst()
        .orElse(NATIVE);
  }
}
