/* batch: mini-batches, by one thread or by two. Compiled twice.

   All samples of a mini-batch see the same weights, so that they can be worked on at the same time.
   In a block of samples two threads share

   1. the reading, by samples;
   2. the sums of layer 1, by its units;
   3. the rest of the way forward, the scores and the way back, by samples;
   4. the update of each layer, by its units: the product of all samples' deltas and inputs, then
      the optimizer.

   So no number is written by both, and each is added up as one thread does it: the results are the
   same on every run, and one thread's but for how OpenBLAS rounds a product of another shape. Layer
   1, which most weights belong to, is shared by units both times, so that each half of its weights
   stays in the cache of its thread: by samples, batches of 10 took twice as long as with one
   thread, measured.

   Between the steps the threads meet, which takes them half a microsecond (core/crew.h). OpenBLAS's
   own threads meet at every product, and by way of the system, which is too slow for products of
   this size. */
#ifndef NN_BATCH_H
#define NN_BATCH_H

#include "net/network.h"

/* Whether a second thread is worth its while for batches of n samples. */
bool batch_shares_f32(const Net *net, size_t n);
bool batch_shares_f64(const Net *net, size_t n);

/* One update with the average over samples first .. first+n-1; how->crew, where it is worth its
   while, is the second thread, and OpenBLAS must be set to one then. Adds to the report. False at
   Ctrl-C, the batch unlearnt. */
bool batch_train_f32(Net *net, const Dataset *set, size_t first, size_t n, const NetTraining *how,
                     NetReport *report, Status *status);
bool batch_train_f64(Net *net, const Dataset *set, size_t first, size_t n, const NetTraining *how,
                     NetReport *report, Status *status);

#endif
