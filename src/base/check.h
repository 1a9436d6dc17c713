#pragma once
// CHECK(condition): a broken invariant of our own ends the program, in release
// too, because going on could open personal information on a wrong premise.
//
//   CHECK(!stack.empty());
//
// A failed check writes one log line to standard error (condition, file, line;
// never a value), flushes and aborts. What a caller or an input can bring about
// is not for CHECK: that is a Result.

namespace lawful {

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace lawful

#define CHECK(condition)                                      \
  do {                                                        \
    if (!(condition)) [[unlikely]]                            \
      ::lawful::check_failed(#condition, __FILE__, __LINE__); \
  } while (false)
