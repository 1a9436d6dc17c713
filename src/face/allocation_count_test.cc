#include "face/allocation_count_test.h"

#include <cstdlib>
#include <new>

// The operators of the whole test program, in a file of their own: where they are inlined, a
// compiler takes malloc and delete for a mismatch.
namespace {

thread_local std::size_t count = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++count;
  if (void* bytes = std::malloc(size == 0 ? 1 : size)) return bytes;
  throw std::bad_alloc();
}
// With a sanitizer this one would otherwise be its own, and not match the delete below.
void* operator new(std::size_t size, const std::nothrow_t& /*nothrow*/) noexcept {
  ++count;
  return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* bytes) noexcept { std::free(bytes); }
void operator delete(void* bytes, std::size_t) noexcept { std::free(bytes); }

namespace lawful::v1::testing {

std::size_t allocations() { return count; }

}  // namespace lawful::v1::testing
