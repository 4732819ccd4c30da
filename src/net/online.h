/* online: the exact fast path. An update after every sample, in the given order, computed for a
   block of samples at the speed of matrix products. Compiled twice.

   The naive loop reads all first-layer weights W twice and writes them once for every sample, and
   so runs at the speed of memory. But W changes in a simple way: sample m adds δ_m x_mᵀ to it (δ_m
   is its delta times the learning rate), so that sample j of a block, which starts with W, finds

       W_j x_j  =  (W + Σ_{m<j} δ_m x_mᵀ) x_j  =  W x_j  +  Σ_{m<j} δ_m (x_m · x_j).

   All W x_j of the block are one matrix product, all x_m · x_j another; the sum is a small
   correction for each sample in its turn; and the block ends with a third product,
   W += Σ_m δ_m x_mᵀ. The numbers are those of the naive loop but for the order in which they are
   added up. With biases the same holds with an input that is always 1: x_m · x_j grows by 1.

   Layers after the first are small, and their inputs are not known beforehand: they are updated
   sample by sample, in one pass that also sends the error back. */
#ifndef NN_ONLINE_H
#define NN_ONLINE_H

#include "net/network.h"

/* Samples in a block. The three products run faster the longer it is, the corrections take longer:
   32 is best on what we measured, and 64 is not far behind. */
#define ONLINE_BLOCK 32

/* Trains on n <= ONLINE_BLOCK samples whose inputs and targets are in the work areas; sample i is
   number at + i of the set, which the report wants to know. */
void online_train_f32(Net *net, const Dataset *set, size_t at, size_t n, const NetTraining *how,
                      NetReport *report);
void online_train_f64(Net *net, const Dataset *set, size_t at, size_t n, const NetTraining *how,
                      NetReport *report);

#endif
