/* kernel: how a hot loop of our own runs at the speed of the processor it finds.

   NN_KERNEL before a function makes the compiler emit it for several instruction sets and lets the
   loader choose, so that one binary is fast on a new processor and runs on an old one. Under core/
   the results are the same for all of them; under net/ the newer ones may fuse a multiplication and
   an addition, which rounds once instead of twice (see the Makefile). */
#ifndef NN_KERNEL_H
#define NN_KERNEL_H

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__) &&       \
    !defined(__SANITIZE_ADDRESS__)
#define NN_KERNEL __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define NN_KERNEL
#endif

#endif
