#include "app/act_answers.h"
#include "app/act_input.h"
#include "app/calendar_source.h"
#include "app/command_table.h"
#include "app/due_json.h"
#include "app/due_list.h"

namespace lawful {
namespace {

int run_due(const Call& call, Console& console) {
  return answer_acts(
      call, console,
      [&](const Decision& decision, const Calendar& calendar) -> Result<std::string> {
        TRY(const std::vector<DueItem> items, due_items(decision, calendar));
        return call.has("--json") ? due_json(decision, items)
                                  : due_list_page(decision, items, call.lang);
      });
}

const Text kDetails = {
    "文件与 `lawful decide` "
    "的相同。对每项行为列出：须办理的事项及最后一日（工作日按国务院放假安排计算，\n"
    "未公布的年份给出最早可能的日期并注明“暂定”）；可能须办理、取决于未报告事实的事项；与本行为并存"
    "的义务。\n"
    "\n"
    "退出码：0；64 命令用法有误；65 输入有误。",
    "The files are those of `lawful decide`. For each act: what must be done and its last day\n"
    "(working days by the notices of the State Council; a year that is not published gives the\n"
    "earliest possible day, marked provisional), what may have to be done and hangs on facts that\n"
    "are not reported, and the obligations beside the act.\n"
    "\n"
    "Exit status: 0; 64 the call is wrong; 65 an input is wrong."};

}  // namespace

const Command& due_command() {
  static const Command kCommand = {
      .name = "due",
      .arguments = "FILE...",
      .arguments_min = 1,
      .arguments_max = kActFilesMax,
      .summary = {"列出事实所带来的各项应办事项和期限",
                  "list what the facts oblige to, and by when"},
      .details = kDetails,
      .flags = {at_flag(),
                law_flag(),
                reading_flag(),
                calendar_flag(),
                {"--json", "", {"每项行为输出一行 JSON", "one line of JSON an act, for programs"}},
                law_dir_flag(),
                lang_flag()},
      .examples = {{"lawful due transfer.toml",
                    {"一次出境传输带来的期限", "what a transfer brings with it"}},
                   {"lawful due transfer.toml --json", {"供程序调用", "for programs"}}},
      .run = run_due};
  return kCommand;
}

}  // namespace lawful
