#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace lawful {

void check_failed(const char* condition, const char* file, int line) {
  // No allocation: the heap may be what is broken. Quotes in the condition are
  // written as apostrophes, so that the line stays JSON.
  std::fputs("{\"level\":\"fatal\",\"event\":\"check.failed\",\"condition\":\"", stderr);
  for (const char* c = condition; *c != '\0'; ++c) {
    std::fputc(*c == '"' || *c == '\\' ? '\'' : *c, stderr);
  }
  std::fprintf(stderr, "\",\"file\":\"%s\",\"line\":%d}\n", file, line);
  std::fflush(nullptr);
  std::abort();
}

}  // namespace lawful
