#include "say.h"

namespace verify {
namespace {

Language spoken = Language::kEnglish;

}  // namespace

void speak(Language language) { spoken = language; }

std::string fill(std::string_view english, const std::vector<std::string>& values) {
  std::string_view text = english;
  if (spoken == Language::kChinese && !chinese(english).empty()) text = chinese(english);
  std::string filled;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool field = text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}';
    const auto which = field ? static_cast<std::size_t>(text[at + 1] - '1') : values.size();
    if (which < values.size()) {
      filled += values[which];
      at += 2;
    } else {
      filled += text[at];
    }
  }
  return filled;
}

void Report::refuse(const std::string& reason) {
  ++refused_;
  if (refused_ <= kMost) out_ << say("refused: {1}", reason) << '\n';
  if (refused_ == kMost) out_ << say("stopped after {1} failures", std::to_string(kMost)) << '\n';
}

}  // namespace verify
