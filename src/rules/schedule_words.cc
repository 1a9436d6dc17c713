#include "rules/schedule_words.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <utility>

namespace lawful {
namespace {

struct UnitWords {
  const char* zh;
  const char* one;
  const char* many;
};

UnitWords unit_words(const std::string& unit) {
  static const std::map<std::string, UnitWords> kWords = {
      {"years", {"年", "year", "years"}},
      {"months", {"个月", "month", "months"}},
      {"days", {"日", "day", "days"}},
      {"working-days", {"个工作日", "working day", "working days"}},
      {"hours", {"小时", "hour", "hours"}},
      {"minutes", {"分钟", "minute", "minutes"}}};
  const auto found = kWords.find(unit);
  return found == kWords.end() ? UnitWords{unit.c_str(), unit.c_str(), unit.c_str()}
                               : found->second;
}

std::string month_day_words(const Timing& timing, Lang lang) {
  if (lang == Lang::kZh) return fmt::format("{}月{}日", timing.month, timing.day);
  constexpr std::array kMonths = {"January",   "February", "March",    "April",
                                  "May",       "June",     "July",     "August",
                                  "September", "October",  "November", "December"};
  return fmt::format("{} {}", timing.day, kMonths.at(timing.month - 1));
}

// `{the day}后10个工作日`, `10 working days after {the day}`; the day alone where there is no span.
std::string moment(const Law& law, const Timing& timing, Date day, Lang lang) {
  std::string from = timing.from ? date_fact_words(law, *timing.from, lang) : "";
  if (!timing.span) return from;
  std::string span = span_words(law, *timing.span, day, lang);
  if (!timing.from) return span;
  if (lang == Lang::kZh) return from + (timing.before ? "前" : "后") + span;
  return span + (timing.before ? " before " : " after ") + from;
}

std::string every_words(const Law& law, const Timing& timing, Date day, Lang lang) {
  const bool zh = lang == Lang::kZh;
  std::string out = zh ? "每" : "every ";
  if (timing.span) out += span_words(law, *timing.span, day, lang);
  if (zh) out += "一次";
  if (timing.from)
    out += (zh ? "，首次最迟于" : ", the first time by ") + moment(law, timing, day, lang);
  return out;
}

}  // namespace

std::string span_words(const Law& law, const Span& span, Date day, Lang lang) {
  const auto value = span.param ? law.param_at(*span.param, day) : span.number;
  const std::string number = value ? fmt::format("{}", *value) : law.params[*span.param].id;
  const UnitWords unit = unit_words(span.unit);
  if (lang == Lang::kZh) return number + unit.zh;
  return number + " " + (value == 1 ? unit.one : unit.many);
}

std::string date_fact_words(const Law& law, FactId fact, Lang lang) {
  const bool zh = lang == Lang::kZh;
  if (fact == kActDate) return zh ? "行为之日" : "the day of the act";
  std::string out = law.vocabulary[fact].means.in(lang);
  const std::string_view semicolon = zh ? "；" : ";";
  out = out.substr(0, out.find(semicolon));
  const std::string_view stop = zh ? "。" : ".";
  if (out.ends_with(stop)) out.resize(out.size() - stop.size());
  for (const std::string_view article : {"The ", "A ", "An "})
    if (!zh && out.starts_with(article)) out.front() = static_cast<char>(out.front() - 'A' + 'a');
  return out;
}

std::string timing_words(const Law& law, const Timing& timing, Date day, Lang lang) {
  const bool zh = lang == Lang::kZh;
  const std::string when = moment(law, timing, day, lang);
  switch (timing.kind) {
    case TimingKind::kPromptly:
      return zh ? "及时（条文未定具体期限）" : "promptly (the text gives no number)";
    case TimingKind::kBeforeAct:
      return zh ? "在行为实施之前" : "before the act is done";
    case TimingKind::kBy:
      if (!zh) return "by " + when;
      return "最迟于" + when + (!timing.span || timing.before ? "" : "内");
    case TimingKind::kOpens:
      return zh ? "最早自" + when + "起" : "no earlier than " + when;
    case TimingKind::kKeep:
      return zh ? "至少保持至" + when : "kept until " + when + ", or longer";
    case TimingKind::kEvery:
      return every_words(law, timing, day, lang);
    case TimingKind::kYearly:
      return (zh ? "每年最迟于" : "every year by ") + month_day_words(timing, lang);
    case TimingKind::kValid:
      return (zh ? "有效至" : "valid until ") + when;
  }
  return "";
}

}  // namespace lawful
