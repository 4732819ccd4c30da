/* pair: the exact fast path (online.h) by two threads. Compiled twice.

   Of a block's work, the products with the weights are shared out by hidden units: each thread
   closes one block for its own units and sums up the next. While the main thread goes through the
   samples one by one, which nobody can help with, the helper prepares the next block: its inputs
   and their Gram matrix do not depend on the weights. So the order of updates is the same as with
   one thread, and so are the numbers, but for how OpenBLAS rounds a product of another shape. */
#ifndef NN_PAIR_H
#define NN_PAIR_H

#include "net/network.h"

/* Trains on samples first .. first+n-1 with how->crew as the second thread. False at Ctrl-C, after
   the block at hand. OpenBLAS itself must be set to one thread. */
bool pair_train_f32(Net *net, const Dataset *set, size_t first, size_t n, const NetTraining *how,
                    NetReport *report, Status *status);
bool pair_train_f64(Net *net, const Dataset *set, size_t first, size_t n, const NetTraining *how,
                    NetReport *report, Status *status);

#endif
