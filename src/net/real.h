/* real: the files of src/net that are compiled twice, once with -DNN_FLOAT. `real` is float or
   double, and every function that two files share has a suffix, _f32 or _f64, so that both versions
   live in one program. The code does not show it: here the plain names are made to mean the right
   ones. */
#ifndef NN_REAL_H
#define NN_REAL_H

#ifdef NN_FLOAT
typedef float real;
#define R(name) name##_f32
#else
typedef double real;
#define R(name) name##_f64
#endif

#define blas_gemm R(blas_gemm)
#define blas_gemv R(blas_gemv)
#define blas_syrk R(blas_syrk)
#define feed_inputs R(feed_inputs)
#define feed_targets R(feed_targets)
#define activation_forward R(activation_forward)
#define activation_backward R(activation_backward)
#define loss_value R(loss_value)
#define loss_delta R(loss_delta)
#define net_drop_out R(net_drop_out)
#define net_sums R(net_sums)
#define net_forward R(net_forward)
#define net_forward_on R(net_forward_on)
#define net_backward R(net_backward)
#define net_score R(net_score)
#define net_ops R(net_ops)
#define online_train R(online_train)
#define online_takes_blocks R(online_takes_blocks)
#define online_gram R(online_gram)
#define online_gram_is_finite R(online_gram_is_finite)
#define online_samples R(online_samples)
#define online_close R(online_close)
#define pair_train R(pair_train)
#define batch_train R(batch_train)
#define batch_shares R(batch_shares)
#define optimizer_move R(optimizer_move)
#define optimizer_start R(optimizer_start)
#define update_plain R(update_plain)
#define update_pull R(update_pull)
#define update_clip R(update_clip)
#define update_move R(update_move)

#endif
