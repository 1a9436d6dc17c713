#pragma once
// What the program says, in English or Chinese.
//
// say("`{1}` is missing", path): the English text is the key; zh.cc has the Chinese
// one. A text without a Chinese one is said in English, which the tests refuse.

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace verify {

enum class Language { kEnglish, kChinese };

// For all that is said from now on.
void speak(Language language);

// `english`, or what zh.cc has for it, with {1}, {2} … replaced.
std::string fill(std::string_view english, const std::vector<std::string>& values);
inline std::string say(std::string_view english) { return fill(english, {}); }
template <class... Values>
std::string say(std::string_view english, Values... values) {
  return fill(english, {std::move(values)...});
}

// The Chinese for `english`; empty where there is none.
std::string_view chinese(std::string_view english);

// Names what was refused, each on its line, up to kMost.
class Report {
 public:
  static constexpr int kMost = 20;
  explicit Report(std::ostream& out) : out_(out) {}
  void refuse(const std::string& reason);
  int refused() const { return refused_; }
  bool full() const { return refused_ >= kMost; }
  std::ostream& out() { return out_; }

 private:
  std::ostream& out_;
  int refused_ = 0;
};

}  // namespace verify
