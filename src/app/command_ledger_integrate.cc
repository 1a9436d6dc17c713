#include <fmt/format.h>

#include <csignal>
#include <ostream>
#include <thread>

#include "app/command_table.h"
#include "app/deployment.h"
#include "app/unlock.h"
#include "ledger/integrator.h"

namespace lawful {
namespace {

volatile std::sig_atomic_t stop_asked = 0;

void ask_to_stop(int) { stop_asked = 1; }

std::string said(std::uint64_t added, std::uint64_t size, Lang lang) {
  return fmt::format(fmt::runtime(lang == Lang::kZh ? "新增 {} 项，日志共 {} 项\n"
                                                    : "entries added: {}; in the log: {}\n"),
                     added, size);
}

const Text kElsewhere = {"另一进程正在整合日志\n", "another process is integrating the log\n"};

Result<int> integrate_once(const Call& call, Console& console, Integrator& integrator) {
  std::uint64_t added = 0;
  Integrator::Step step;
  do {
    auto made = integrator.step();
    if (!made) {
      (void)integrator.release();  // Another need not wait for us; the error is what counts.
      return tl::unexpected(made.error());
    }
    step = *made;
    if (!step.held) {
      console.out << call.say(kElsewhere);
      return exit_status(Exit::kConflict);
    }
    added += step.added;
  } while (step.more);
  TRY_VOID(integrator.release());
  console.out << said(added, step.size, call.lang);
  return exit_status(Exit::kOk);
}

// Until a signal asks to stop. What fails for a while is said and tried again.
Result<int> integrate_on(const Call& call, Console& console, Integrator& integrator) {
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  while (stop_asked == 0) {
    const auto step = integrator.step();
    if (step && step->added > 0) {
      console.out << said(step->added, step->size, call.lang) << std::flush;
    }
    if (!step && step.error().code == Code::kCorrupt) return tl::unexpected(step.error());
    if (!step) console.err << step.error().message << "\n" << std::flush;
    if (!step || !step->more) std::this_thread::sleep_for(kIntegrateEvery);
  }
  TRY_VOID(integrator.release());
  return exit_status(Exit::kOk);
}

int run_integrate(const Call& call, Console& console) {
  if (const auto missing = without_data_folder(call, console)) return *missing;
  const auto deployment = open_deployment(
      call, console, {.keys = Keys::kUnlocked, .store = StoreOptions::Open::kExisting});
  if (!deployment) return ended_by(console, deployment.error());
  Integrator integrator((*deployment)->store(), (*deployment)->log(), console.clock);
  const auto ended = call.has("--follow") ? integrate_on(call, console, integrator)
                                          : integrate_once(call, console, integrator);
  return ended ? *ended : ended_by(console, ended.error());
}

}  // namespace

const Command& ledger_integrate_command() {
  static const Command kCommand = {
      .name = "ledger integrate",
      .summary = {"将尚未入日志的证据加入日志并签署", "put evidence into the log and sign it"},
      .details =
          {"每项证据在所记录的变更提交时即已写入；此命令使其成为公开日志的一项。同一时刻只有一个进"
           "程"
           "整合，\n"
           "其余等待；持有者停止后由他人接替。\n"
           "\n"
           "退出码：0 已完成；69 存储不可用；70 存储的日志与最近签署的不一致；75 "
           "另一进程正在整合。",
           "Evidence is written with the change that it records; this makes it an entry of the log "
           "that\n"
           "others verify. One process integrates at a time; when it stops, another takes over.\n"
           "\n"
           "Exit status: 0 done; 69 the store does not answer; 70 the stored log is not the one "
           "that "
           "was\n"
           "signed last; 75 another process is integrating."},
      .flags = {data_flag(),
                {"--follow",
                 "",
                 {"持续运行，每半秒一次，直至收到停止信号",
                  "go on, every half second, until a signal ends it"}},
                passphrase_file_flag(),
                credential_file_flag(),
                lang_flag()},
      .examples = {{"lawful ledger integrate --data /var/lib/lawful --follow",
                    {"持续整合", "keep the log up to date"}}},
      .run = run_integrate};
  return kCommand;
}

}  // namespace lawful
