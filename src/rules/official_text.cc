#include "rules/official_text.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/utf8.h"
#include "crypto/hash.h"
#include "rules/provision.h"

namespace lawful {
namespace {

// `第一百二十三条` is the longest number that a law needs; what is longer is a sentence.
constexpr std::size_t kNumberBytesMax = 30;
// A heading such as `第三章　个人信息跨境提供的规则`; a paragraph of a law is longer or ends in a
// stop.
constexpr std::size_t kHeadingBytesMax = 120;

constexpr std::string_view kArticle = "条";

// The number of the article with which `line` begins, and the rest of the line.
std::optional<std::pair<int, std::string>> article_start(const std::string& line) {
  if (!line.starts_with("第")) return std::nullopt;
  const std::size_t end = line.find(kArticle);
  if (end == std::string::npos || end > kNumberBytesMax) return std::nullopt;
  const auto place = parse_provision(line.substr(0, end + kArticle.size()), "text");
  if (!place || place->article == 0 || place->paragraph != 0) return std::nullopt;
  return std::pair{place->article, line.substr(end + kArticle.size())};
}

bool is_heading(const std::string& line) {
  if (line.starts_with("#") || line.starts_with("<!--")) return true;
  if (!line.starts_with("第") || line.size() > kHeadingBytesMax || line.ends_with("。"))
    return false;
  for (std::string_view part : {"编", "章", "节"}) {
    const std::size_t at = line.find(part);
    if (at != std::string::npos && at <= kNumberBytesMax) return true;
  }
  return false;
}

// `（一）` and `(一)`.
bool is_item(const std::string& line) {
  for (const auto& [open, close] : {std::pair{"（", "）"}, std::pair{"(", ")"}}) {
    const std::size_t end = line.find(close);
    if (line.starts_with(open) && end != std::string::npos && end <= kNumberBytesMax) return true;
  }
  return false;
}

class Cutter {
 public:
  explicit Cutter(std::string_view file) : file_(file) {}

  Result<void> line(const std::string& text, int number) {
    if (text.empty() || is_heading(text)) return {};
    if (const auto start = article_start(text); start && start->first == article_ + 1) {
      close();
      article_ = start->first;
      paragraph_ = 0;
      if (!start->second.empty()) open(start->second, number);
      return {};
    } else if (start && article_ == 0) {
      return fail(Code::kInvalid, std::string(file_) + ":" + std::to_string(number) +
                                      ": the first article is not Article 1");
    }
    if (article_ == 0) return {};
    if (is_item(text) && paragraph_ > 0) {
      ++out_.back().items;
      body_ += text;
      return {};
    }
    close();
    open(text, number);
    return {};
  }

  std::vector<TextParagraph> take() {
    close();
    return std::move(out_);
  }

 private:
  void open(const std::string& text, int number) {
    out_.push_back({article_, ++paragraph_, 0, "", number});
    body_ = text;
  }

  void close() {
    if (body_.empty()) return;
    out_.back().sha256 = sha256(body_).hex();
    body_.clear();
  }

  std::string_view file_;
  int article_ = 0;
  int paragraph_ = 0;
  std::string body_;
  std::vector<TextParagraph> out_;
};

TextMatch match_of(const Paragraph& known, const TextParagraph& given) {
  if (known.sha256.empty()) return TextMatch::kNotCompared;
  const bool same = known.sha256 == given.sha256 && known.items == given.items;
  return same ? TextMatch::kSame : TextMatch::kChanged;
}

}  // namespace

Result<std::vector<TextParagraph>> cut_official_text(std::string_view text, std::string_view file) {
  if (const auto bad = find_invalid_utf8(text)) {
    const Place place = place_of(text, *bad);
    return fail(Code::kInvalid, to_string(Position{std::string(file), place.line, place.column}) +
                                    ": not UTF-8 from here on; save the file as UTF-8");
  }
  TRY(const std::string normal, to_nfc(text));
  Cutter cutter(file);
  std::string_view rest = normal;
  for (int number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    TRY_VOID(cutter.line(without_white_space(rest.substr(0, end)), number));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::vector<TextParagraph> out = cutter.take();
  if (out.empty())
    return fail(Code::kInvalid,
                std::string(file) + ": no line begins with an article such as `第一条`");
  return out;
}

std::vector<TextComparison> compare_text(const Pack& pack, const std::vector<TextParagraph>& text) {
  std::map<Provision, TextComparison> all;
  for (const Paragraph& paragraph : pack.paragraphs)
    all[paragraph.provision] = {
        paragraph.provision,
        paragraph.sha256.empty() ? TextMatch::kNotCompared : TextMatch::kMissing, 0};
  for (const TextParagraph& each : text) {
    const Provision place{pack.law, each.article, each.paragraph, 0};
    const auto known = std::ranges::find(pack.paragraphs, place, &Paragraph::provision);
    all[place] = {place,
                  known == pack.paragraphs.end() ? TextMatch::kAdditional : match_of(*known, each),
                  each.line};
  }
  std::vector<TextComparison> out;
  for (auto& [place, comparison] : all) out.push_back(comparison);
  return out;
}

}  // namespace lawful
