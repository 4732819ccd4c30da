/* rng: random numbers that are the same on every machine.

   Integers come from xoshiro256++ (Blackman and Vigna, "Scrambled Linear Pseudorandom Number
   Generators", 2019), seeded through splitmix64. Uniforms and normals use only + - * / and the
   square root, which IEEE 754 rounds in one way everywhere, and never libm, whose last digits
   differ from version to version. So one seed gives one sequence, bit for bit. */
#ifndef NN_RNG_H
#define NN_RNG_H

#include <stddef.h>
#include <stdint.h>

typedef struct Rng {
  uint64_t s[4]; /* the whole state: copying it copies the generator */
} Rng;

void rng_seed(Rng *rng, uint64_t seed);

/* The next 64 random bits. */
uint64_t rng_next(Rng *rng);

/* Uniform in [0, 1): a multiple of 2^-53. */
double rng_uniform(Rng *rng);

/* Uniform among 0 .. n-1, without bias; n > 0. */
uint64_t rng_below(Rng *rng, uint64_t n);

/* Normal with mean 0 and standard deviation 1 (Marsaglia's polar method, 1964). */
double rng_normal(Rng *rng);

/* order[0 .. n-1] in random order (Fisher and Yates). */
void rng_shuffle(Rng *rng, uint32_t *order, size_t n);

/* A seed drawn from the system, 0 .. 2^31-1: small enough to be read out and typed in. */
uint64_t rng_entropy(void);

/* The natural logarithm of a positive, normal x by the same exact operations; to 4e-16 relative.
   Public for its test. */
double rng_log(double x);

#endif
