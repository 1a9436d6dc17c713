#include "app/act_input.h"

#include <algorithm>
#include <iterator>
#include <ostream>

#include "app/input_file.h"

namespace lawful {
namespace {

Result<std::vector<Act>> read_file(const std::string& path, const Law& law, const Query& query,
                                   Console& console) {
  TRY(std::string bytes, read_bytes(path, console));
  TRY(Node document, read_document(bytes, shown_path(path), format_of(path, bytes)));
  TRY(std::vector<Act> acts, read_acts(document, law));
  for (const Act& act : acts) TRY_VOID(check_facts(law, act, query));
  return acts;
}

}  // namespace

Result<Query> query_of(const Call& call, const Law& law, const Console& console) {
  Query query;
  query.today = beijing_date(console.clock.now());
  if (const std::string* at = call.value("--at")) {
    auto period = parse_period(*at);
    if (!period) return fail(Code::kNotFound, "`--at`: " + period.error().message);
    query.at = *period;
  }
  const auto chosen = call.flags.find("--reading");
  auto readings = choose_readings(
      law, chosen == call.flags.end() ? std::vector<std::string>{} : chosen->second);
  if (!readings) return fail(Code::kNotFound, "`--reading`: " + readings.error().message);
  query.readings = std::move(*readings);
  return query;
}

Result<std::vector<Act>> acts_of(const Call& call, const Law& law, const Query& query,
                                 Console& console) {
  std::vector<Act> all;
  std::string errors;
  for (const std::string& path : call.arguments) {
    auto acts = read_file(path, law, query, console);
    if (!acts) {
      errors += (errors.empty() ? "" : "\n") + acts.error().message;
      continue;
    }
    std::ranges::move(*acts, std::back_inserter(all));
  }
  if (!errors.empty()) return fail(Code::kInvalid, errors);
  return all;
}

void warn_of_drafts(const Law& law, const Call& call, Console& console) {
  for (const Pack& pack : law.packs) {
    if (pack.status == PackStatus::kEnacted || pack.status == PackStatus::kInstrument) continue;
    console.err << (call.lang == Lang::kZh ? "注意：" : "note: ") << pack.law << "@" << pack.version
                << (call.lang == Lang::kZh ? " 尚非法律，不作为判断依据\n"
                                           : " is not the law and decides nothing\n");
  }
}

Result<std::vector<Act>> named_acts(const Call& call, std::vector<Act> acts) {
  const auto names = call.flags.find("--act");
  if (names == call.flags.end()) return acts;
  for (const std::string& name : names->second)
    if (std::ranges::none_of(acts, [&](const Act& act) { return act.name == name; }))
      return fail(Code::kNotFound, "`--act`: no act of these files has this name; give it as the file does");
  std::erase_if(acts, [&](const Act& act) {
    return std::ranges::find(names->second, act.name) == names->second.end();
  });
  return acts;
}

const Flag& act_flag() {
  static const Flag kFlag = {
      "--act", "NAME", {"只看这一名称的行为，可重复", "only the act of this name, repeatable"}};
  return kFlag;
}

const Flag& at_flag() {
  static const Flag kFlag = {
      "--at",
      "DATE",
      {"按该日（或 2021-06..2022-03 期间）的法律判断，覆盖文件所写日期",
       "decide for this day, or a period such as 2021-06..2022-03; replaces the files' own"}};
  return kFlag;
}

const Flag& reading_flag() {
  static const Flag kFlag = {"--reading",
                             "NAME=CHOICE",
                             {"采用条文的另一种解释，可重复；见 `lawful law list --ids`",
                              "read the text this way, repeatable; `lawful law list --ids` names "
                              "them"}};
  return kFlag;
}

}  // namespace lawful
