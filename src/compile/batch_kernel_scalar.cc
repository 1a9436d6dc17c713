// The batch kernel for any processor, 64 cases at once: the one that the wide ones are held to.
#include "compile/batch_kernel_body.h"

namespace lawful {

BatchKernel scalar_kernel() { return {&run_tile<std::uint64_t>, 1}; }

}  // namespace lawful
