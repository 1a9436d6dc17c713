#include "app/act_answers.h"
#include "app/act_input.h"
#include "app/command_table.h"
#include "app/cure_json.h"
#include "app/cure_page.h"

namespace lawful {
namespace {

int run_cure(const Call& call, Console& console) {
  ActCures cures;
  bool none = false;
  const int status = answer_acts(
      call, console, [&](const Decision& decision, const Calendar&) -> Result<std::string> {
        const ActCure cure = cures.of(decision);
        none |= cure.needed && cure.answer.cures.empty();
        return call.has("--json") ? cure_json(decision, cure)
                                  : cure_page(decision, cure, call.lang);
      });
  return status == exit_status(Exit::kOk) && none ? kUnlawfulStatus : status;
}

const Text kDetails = {
    "文件与 `lawful decide` "
    "的相同。对每项行为列出最小的补正：改变哪些事实，行为即为合法（其余未定事项视为合规）；\n"
    "按办理的先后排列，须由他人作出的另行注明。同样小的补正至多列出 8 种，每种至多 16 项改变。\n"
    "每种补正都经判断确认。无法补正的，说明是哪些规定和哪些无人可以改变的事实使然。\n"
    "\n"
    "退出码：0 每项行为都有补正或者无须补正；1 有行为无法补正；64 命令用法有误；65 输入有误。",
    "The files are those of `lawful decide`. For each act: the smallest cures, that is which "
    "facts\n"
    "would have to be otherwise for it to be lawful, if what is open is in order; in the order in\n"
    "which they are done, and with whom to ask for what is another's to give. At most 8 of the "
    "same\n"
    "effort are listed, of at most 16 changes, and each was decided before it is shown. Where "
    "there\n"
    "is none: which provisions, and which facts that nobody changes, stand in the way.\n"
    "\n"
    "Exit status: 0 every act has a cure or needs none; 1 some act has none; 64 the call is "
    "wrong;\n"
    "65 an input is wrong."};

}  // namespace

const Command& cure_command() {
  static const Command kCommand = {
      .name = "cure",
      .arguments = "FILE...",
      .arguments_min = 1,
      .arguments_max = kActFilesMax,
      .summary = {"列出使行为合法的最小改变，或者说明为何不能",
                  "list the least changes that make an act lawful, or why there are none"},
      .details = kDetails,
      .flags = {act_flag(),
                at_flag(),
                law_flag(),
                reading_flag(),
                {"--json", "", {"每项行为输出一行 JSON", "one line of JSON an act, for programs"}},
                law_dir_flag(),
                lang_flag()},
      .examples = {{"lawful cure act.toml",
                    {"怎样使 act.toml 所述行为合法", "how the acts of act.toml become lawful"}},
                   {"lawful cure act.toml --json", {"供程序调用", "for programs"}}},
      .run = run_cure};
  return kCommand;
}

}  // namespace lawful
