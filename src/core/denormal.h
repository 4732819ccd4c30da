/* denormal: numbers below 1e-38 (float) or 1e-308 (double) cost a processor a hundred times more
   than others, and saturated nodes make many of them: steps so small that no weight notices. While
   the engine trains they count as 0. */
#ifndef NN_DENORMAL_H
#define NN_DENORMAL_H

#if defined(__x86_64__)
/* Flush results to zero, take operands as zero: bits 15 and 6 of the SSE control register. Returns
   what it was, for denormals_back. */
static inline unsigned denormals_off(void) {
  unsigned before = __builtin_ia32_stmxcsr();
  __builtin_ia32_ldmxcsr(before | 0x8040u);
  return before;
}
static inline void denormals_back(unsigned before) { __builtin_ia32_ldmxcsr(before); }
#else
static inline unsigned denormals_off(void) { return 0; }
static inline void denormals_back(unsigned before) { (void)before; }
#endif

#endif
