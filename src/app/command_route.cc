#include <algorithm>

#include "app/act_answers.h"
#include "app/act_input.h"
#include "app/calendar_source.h"
#include "app/command_table.h"
#include "app/due_json.h"
#include "app/route_page.h"

namespace lawful {
namespace {

// Has an act no route, or only such as may be open?
void note_worst(const Routes& routes, bool& none, bool& unsettled) {
  const auto any = [&](Tri open) {
    return std::ranges::any_of(routes.items,
                               [&](const RouteItem& item) { return item.open == open; });
  };
  if (any(Tri::kYes)) return;
  (any(Tri::kUnknown) ? unsettled : none) = true;
}

int run_route(const Call& call, Console& console) {
  bool none = false;
  bool unsettled = false;
  const int status =
      answer_acts(call, console,
                  [&](const Decision& decision, const Calendar& calendar) -> Result<std::string> {
                    TRY(const Routes routes, routes_of(decision, calendar));
                    note_worst(routes, none, unsettled);
                    return call.has("--json") ? route_json(decision, routes)
                                              : route_page(decision, routes, call.lang);
                  });
  if (status != exit_status(Exit::kOk)) return status;
  return none ? kUnlawfulStatus : unsettled ? kUndeterminedStatus : status;
}

const Text kDetails = {
    "文件与 `lawful decide` "
    "的相同。对每项行为列出：可走、可能可走、不可走的路径及理由，所需材料，备案和期限，\n"
    "有效期；并列出人数等变化到何处路径随之改变。\n"
    "\n"
    "退出码：0 每项行为都有可走的路径；1 有行为没有路径可走；2 有行为是否可走尚不能判断；64 "
    "命令用法有误；\n"
    "65 输入有误。",
    "The files are those of `lawful decide`. For each act: the routes that are open, perhaps open\n"
    "and not open, with the reasons; their documents, filings and clocks, and how long they last;\n"
    "and at which counts the routes change.\n"
    "\n"
    "Exit status: 0 every act has an open route; 1 some act has none; 2 for some act it hangs on\n"
    "what is not reported; 64 the call is wrong; 65 an input is wrong."};

}  // namespace

const Command& route_command() {
  static const Command kCommand = {
      .name = "route",
      .arguments = "FILE...",
      .arguments_min = 1,
      .arguments_max = kActFilesMax,
      .summary = {"列出向境外提供等行为可走的路径及其变化",
                  "list the routes that are open to an act, and where they change"},
      .details = kDetails,
      .flags = {at_flag(),
                law_flag(),
                reading_flag(),
                calendar_flag(),
                {"--json", "", {"每项行为输出一行 JSON", "one line of JSON an act, for programs"}},
                law_dir_flag(),
                lang_flag()},
      .examples = {{"lawful route transfer.toml",
                    {"一次出境传输可走的路径", "the routes of a transfer abroad"}},
                   {"lawful route transfer.toml --at 2024-03-21",
                    {"按当日的法律", "under the law of that day"}}},
      .run = run_route};
  return kCommand;
}

}  // namespace lawful
