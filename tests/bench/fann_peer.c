/* fann_peer: FANN's side of `make bench`, which compiles it where libfann-dev is: the book's
   network, 784-200-10 in float, an update after each sample. Prints the seconds a sample took.
   Usage: fann_peer FILE SAMPLES; the file holds a byte of label and 784 of pixels a sample. */
#include <floatfann.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { INPUTS = 784, HIDDEN = 200, OUTPUTS = 10 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* The samples as the book scales them, INPUTS + OUTPUTS numbers each; NULL if the file is short. */
static float *read_samples(const char *path, size_t count) {
  FILE *file = fopen(path, "rb");
  float *samples = calloc(count, (INPUTS + OUTPUTS) * sizeof *samples);
  unsigned char bytes[1 + INPUTS];
  size_t done = 0;
  for (; file && samples && done < count && fread(bytes, sizeof bytes, 1, file) == 1; done++) {
    float *x = samples + done * (INPUTS + OUTPUTS), *t = x + INPUTS;
    for (size_t j = 0; j < INPUTS; j++) x[j] = (float)bytes[1 + j] / 255.0f * 0.99f + 0.01f;
    for (size_t j = 0; j < OUTPUTS; j++) t[j] = bytes[0] == j ? 0.99f : 0.01f;
  }
  if (file) fclose(file);
  if (done == count) return samples;
  free(samples);
  return NULL;
}

int main(int argc, char **argv) {
  size_t count = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
  float *samples = count > 0 ? read_samples(argv[1], count) : NULL;
  struct fann *net = samples ? fann_create_standard(3, INPUTS, HIDDEN, OUTPUTS) : NULL;
  if (!net) return EXIT_FAILURE;
  fann_set_training_algorithm(net, FANN_TRAIN_INCREMENTAL);
  fann_set_activation_function_hidden(net, FANN_SIGMOID);
  fann_set_activation_function_output(net, FANN_SIGMOID);
  fann_set_learning_rate(net, 0.1f);
  double start = now();
  for (size_t i = 0; i < count; i++) {
    float *x = samples + i * (INPUTS + OUTPUTS);
    fann_train(net, x, x + INPUTS);
  }
  printf("%.9g\n", (now() - start) / (double)count);
  fann_destroy(net);
  free(samples);
  return EXIT_SUCCESS;
}
