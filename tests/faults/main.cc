// ledger_load COMMAND STORE …: rows with generated keys in a store that is about to be killed.
//
//   ledger_load load STORE [--clients N] [--integrators N] [--individuals N] [--body N]
//                          [--lease MS] [--every MS] [--lasts MS]
//   ledger_load check STORE [--lease MS] [--proofs N] [--searches N]   acknowledgements on
//                                                                      standard input
//   ledger_load publish STORE FOLDER                                   prints the log's key
//
// STORE is a path or postgresql://…. Exit: 0; 1 where check found a loss; 64 wrongly called; and
// as src/base/result.h has it for the errors of a store.
#include <fmt/format.h>
#include <signal.h>

#include <charconv>
#include <functional>
#include <iostream>
#include <map>
#include <span>

#include "tests/faults/check.h"
#include "tests/faults/load.h"

namespace {

using namespace lawful;
using faults::CheckOptions;
using faults::LoadOptions;

constexpr int kLost = 1;

using Flags = std::map<std::string_view, std::function<void(std::int64_t)>>;

// Sets what `--name number` pairs say; false where one of them is none.
bool read_flags(std::span<char*> words, const Flags& flags) {
  if (words.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < words.size(); i += 2) {
    const auto flag = flags.find(words[i]);
    const std::string_view text = words[i + 1];
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (flag == flags.end() || error != std::errc() || end != text.data() + text.size() ||
        number < 0) {
      return false;
    }
    flag->second(number);
  }
  return true;
}

int usage() {
  fmt::print(stderr, "usage: ledger_load load | check | publish STORE ..., see its source\n");
  return exit_status(Exit::kUsage);
}

int ended(const Error& error) {
  fmt::print(stderr, "ledger_load: {}\n", error.message);
  return exit_status(error.code);
}

int load(const std::string& where, std::span<char*> words) {
  LoadOptions options;
  const Flags flags = {
      {"--clients", [&](std::int64_t n) { options.clients = static_cast<int>(n); }},
      {"--integrators", [&](std::int64_t n) { options.integrators = static_cast<int>(n); }},
      {"--individuals", [&](std::int64_t n) { options.individuals = static_cast<std::size_t>(n); }},
      {"--body", [&](std::int64_t n) { options.body_max = static_cast<std::size_t>(n); }},
      {"--lease", [&](std::int64_t n) { options.lease = std::chrono::milliseconds(n); }},
      {"--every", [&](std::int64_t n) { options.every = std::chrono::milliseconds(n); }},
      {"--lasts", [&](std::int64_t n) { options.lasts = std::chrono::milliseconds(n); }}};
  if (!read_flags(words, flags) || options.individuals == 0) return usage();
  // Before any thread is there: all of them leave the signals to the one that waits for them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const auto done = faults::run_load(where, options);
  return done ? 0 : ended(done.error());
}

int check(const std::string& where, std::span<char*> words) {
  CheckOptions options;
  const Flags flags = {
      {"--lease", [&](std::int64_t n) { options.lease = std::chrono::milliseconds(n); }},
      {"--proofs", [&](std::int64_t n) { options.proofs = static_cast<std::size_t>(n); }},
      {"--searches", [&](std::int64_t n) { options.searches = static_cast<std::size_t>(n); }}};
  if (!read_flags(words, flags)) return usage();
  const auto whole = faults::check_load(where, std::cin, options);
  if (!whole) return ended(whole.error());
  return *whole ? 0 : kLost;
}

int publish(const std::string& where, std::span<char*> words) {
  if (words.size() != 1) return usage();
  const auto done = faults::publish_load(where, words[0]);
  return done ? 0 : ended(done.error());
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return usage();
  const std::string_view command = words[1];
  const std::string where = words[2];
  const std::span<char*> rest(words + 3, static_cast<std::size_t>(count - 3));
  if (command == "load") return load(where, rest);
  if (command == "check") return check(where, rest);
  if (command == "publish") return publish(where, rest);
  return usage();
}
