#include <fmt/format.h>

#include <ostream>

#include "app/command_table.h"
#include "app/deployment.h"
#include "app/progress.h"
#include "ledger/publish.h"

namespace lawful {
namespace {

int run_publish(const Call& call, Console& console) {
  if (const auto missing = without_data_folder(call, console)) return *missing;
  const std::string* to = call.value("--to");
  if (to == nullptr) return misuse(console, *call.command, "`--to` is missing: name the folder");
  const auto deployment = open_deployment(call, console, {});
  if (!deployment) return ended_by(console, deployment.error());
  Progress progress(console, call.say({"发布", "publishing"}));
  const auto published = publish_log((*deployment)->store(), (*deployment)->log(), *to,
                                     [&](auto done, auto of) { progress.show(done, of); });
  progress.end();
  if (!published) return ended_by(console, published.error());
  console.out << fmt::format(
      fmt::runtime(call.lang == Lang::kZh ? "{}：{} 项，写入文件 {} 个，移除 {} 个\n"
                                          : "{}: entries: {}; files written: {}; removed: {}\n"),
      *to, published->size, published->files_written, published->files_removed);
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& ledger_publish_command() {
  static const Command kCommand = {
      .name = "ledger publish",
      .summary = {"将日志写成任何人可核验的文件", "write the log as files that anybody can verify"},
      .details =
          {"格式为 C2SP tlog-tiles，任何网页服务器均可直接提供；内容没有秘密。核验：`lawful-verify "
           "log DIR`\n"
           "或其他实现该格式的程序。已发布的内容多于存储的，拒绝覆盖。无须开启密钥。\n"
           "\n"
           "退出码：0 已发布；69 不能写入；70 存储的日志有缺损；75 文件夹中是另一日志。",
           "The form is C2SP tlog-tiles: any web server serves the folder as it is, and nothing in "
           "it "
           "is\n"
           "secret. `lawful-verify log DIR` checks it, or any other program for that form. A "
           "folder "
           "that\n"
           "shows more than the store has is not overwritten. No key is opened.\n"
           "\n"
           "Exit status: 0 published; 69 cannot be written; 70 the stored log is damaged; 75 the "
           "folder\n"
           "holds another log."},
      .flags = {data_flag(),
                {"--to", "DIR", {"写入的文件夹", "the folder to write to"}},
                lang_flag()},
      .examples = {{"lawful ledger publish --data /var/lib/lawful --to /srv/www/log",
                    {"发布到网页目录", "for a web server"}}},
      .run = run_publish};
  return kCommand;
}

}  // namespace lawful
