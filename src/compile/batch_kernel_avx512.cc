// The batch kernel for processors with AVX512F: 512 cases at once. Compiled with its own flags.
#if defined(__AVX512F__)
#include "compile/batch_kernel_body.h"

namespace lawful {

namespace {
typedef std::uint64_t Wide __attribute__((vector_size(64), may_alias));
}

BatchKernel avx512_kernel() { return {&run_tile<Wide>, 8}; }

}  // namespace lawful
#else
#include "compile/batch_kernel.h"

namespace lawful {

BatchKernel avx512_kernel() { return {nullptr, 8}; }

}  // namespace lawful
#endif
