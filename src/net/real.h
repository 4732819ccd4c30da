/* real: the files of src/net that are compiled twice, once with -DNN_FLOAT. `real` is float or
   double, R(name) is name_f32 or name_f64, so that both versions live in one program. */
#ifndef NN_REAL_H
#define NN_REAL_H

#ifdef NN_FLOAT
typedef float real;
#define R(name) name##_f32
#else
typedef double real;
#define R(name) name##_f64
#endif

#endif
