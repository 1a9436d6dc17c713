#include "app/example_sides.h"

#include <algorithm>
#include <array>

namespace lawful {

bool is_passing(std::string_view status) {
  constexpr std::array<std::string_view, 6> kWords = {"met",   "excepted", "not-triggered",
                                                      "holds", "in",       "applies"};
  return std::ranges::find(kWords, status) != kWords.end();
}

bool is_failing(std::string_view status) {
  constexpr std::array<std::string_view, 4> kWords = {"violated", "fails", "out", "not"};
  return std::ranges::find(kWords, status) != kWords.end();
}

bool needs_examples(Sort sort) {
  return sort != Sort::kDefine && sort != Sort::kPresume && sort != Sort::kSettle;
}

}  // namespace lawful
