// The batch kernel for processors with AVX2: 256 cases at once. Compiled with its own flags.
#if defined(__AVX2__)
#include "compile/batch_kernel_body.h"

namespace lawful {

namespace {
typedef std::uint64_t Wide __attribute__((vector_size(32), may_alias));
}

BatchKernel avx2_kernel() { return {&run_tile<Wide>, 4}; }

}  // namespace lawful
#else
#include "compile/batch_kernel.h"

namespace lawful {

BatchKernel avx2_kernel() { return {nullptr, 4}; }

}  // namespace lawful
#endif
