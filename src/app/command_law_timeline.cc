#include <optional>
#include <ostream>

#include "app/command_table.h"
#include "app/draft_source.h"
#include "app/law_source.h"
#include "app/timeline_page.h"

namespace lawful {
namespace {

int run_timeline(const Call& call, Console& console) {
  std::optional<Date> at;
  if (const std::string* text = call.value("--at")) {
    const auto day = parse_date(*text);
    if (!day) return misuse(console, law_timeline_command(), "`--at`: " + day.error().message);
    at = *day;
  }
  const auto files = law_files(call);
  if (!files) return refuse(console, files.error());
  auto law = deciding_law(*files);
  if (!law) {
    const bool own = call.has("--law-dir");
    return refuse(console, Error{own ? Code::kInvalid : Code::kCorrupt, law.error().message});
  }
  std::vector<TimelineDraft> drafts;
  for (const std::string& name : draft_names(*files, *law))
    drafts.push_back({name, law_with_draft(*files, *law, name)});
  console.out << (call.has("--json") ? timeline_json(*law, drafts, at)
                                     : timeline_page(*law, drafts, at, call.lang));
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& law_timeline_command() {
  static const Command kCommand = {
      .name = "law timeline",
      .summary = {"列出法律及配套规定何时施行、何时改变；或者某日施行的是哪些",
                  "list what of the law begins, changes and ends on which day, or is in force on "
                  "one"},
      .details =
          {"日期为北京日期；终止之日当日已不再有效。随法律包一同开始或终止的规则不另列出。\n"
           "未经核实的（S-、M）逐行注明。草案与建议稿另列，从不作裁判的依据。",
           "Days are those of Beijing; on the day of an end it is no longer in force. What begins "
           "or ends with\n"
           "its pack is not listed by itself. What is unverified (S-, M) is said to be so on its "
           "line. Drafts\n"
           "and proposals are listed apart: they never decide."},
      .flags = {{"--at",
                 "DATE",
                 {"只看该日：施行的法律，此前与此后最近的变动",
                  "that day alone: what is in force, the last change before and the next after"}},
                {"--json", "", {"输出 JSON", "as JSON"}},
                law_dir_flag(),
                lang_flag()},
      .examples = {{"lawful law timeline", {"每一次变动", "every change"}},
                   {"lawful law timeline --at 2024-03-22",
                    {"该日施行的法律", "what is in force on that day"}}},
      .run = run_timeline};
  return kCommand;
}

}  // namespace lawful
