#include "command.h"

#include <unistd.h>

#include <algorithm>
#include <map>

#include "log.h"
#include "proof.h"

namespace verify {
namespace {

constexpr int kVerified = 0, kRefused = 1, kUsage = 64, kNoInput = 66;

constexpr std::string_view kHelp =
    R"(lawful-verify: checks an evidence log without trusting whoever keeps it

  lawful-verify log DIR --key VKEY [--since CHECKPOINT]...
      The published log in DIR: every entry, every tile, the root, the signature; and that
      each older CHECKPOINT is a beginning of it.
  lawful-verify proof FILE... --key VKEY [--log DIR]
      Proofs that an entry is in the log, and what they open; with --log, that they are of
      the log published in DIR.
  lawful-verify chain FILE... --key VKEY [--log DIR]
      Opened proofs of one individual: that no row is left out between them.
  lawful-verify promise FILE... --key PROMISE_VKEY [--log DIR --log-key VKEY]
      Promises that an entry will be in the log; with --log, that they were kept.

  VKEY is the log's key as the handler made it known, NAME+HASH+KEY. Get it by another way
  than the log. The key of promises is named after the log's, with /promise.
  --lang zh|en   the language of the results
  --help         this text

Exit: 0 verified, 1 refused, 64 wrongly called, 66 an input is missing.
)";

struct Misuse : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Arguments {
  std::vector<std::string> inputs;
  std::map<std::string, std::vector<std::string>> flags;

  std::string flag(const std::string& name) const {
    const auto found = flags.find(name);
    if (found == flags.end()) throw Misuse(say("`{1}` is missing", name));
    return found->second.front();
  }
  bool has(const std::string& name) const { return flags.contains(name); }
};

const std::map<std::string, std::vector<std::string>> kCommands = {
    {"log", {"--key", "--since"}},
    {"proof", {"--key", "--log"}},
    {"chain", {"--key", "--log"}},
    {"promise", {"--key", "--log", "--log-key"}},
};

Arguments read_arguments(const std::vector<std::string>& words) {
  const auto command = kCommands.find(words[0]);
  if (command == kCommands.end()) throw Misuse(say("no command `{1}`", words[0]));
  Arguments arguments;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!words[i].starts_with("--")) {
      arguments.inputs.push_back(words[i]);
      continue;
    }
    const std::vector<std::string>& known = command->second;
    if (words[i] != "--lang" && std::find(known.begin(), known.end(), words[i]) == known.end()) {
      throw Misuse(say("`{1}` has no flag `{2}`", words[0], words[i]));
    }
    std::vector<std::string>& values = arguments.flags[words[i]];
    if (i + 1 == words.size()) throw Misuse(say("`{1}` needs a value", words[i]));
    if (!values.empty() && words[i] != "--since") {
      throw Misuse(say("`{1}` is given twice", words[i]));
    }
    values.push_back(words[++i]);
  }
  if (arguments.inputs.empty()) throw Misuse(say("`{1}` needs something to check", words[0]));
  if (words[0] == "log" && arguments.inputs.size() > 1) {
    throw Misuse(say("`log` checks one folder at a time"));
  }
  return arguments;
}

// A key that is not one was wrongly given, rather than refused.
Key key_from(const Arguments& arguments, const std::string& flag, bool of_promises = false) {
  Key key;
  try {
    key = read_key(arguments.flag(flag));
  } catch (const Refusal& refusal) {
    throw Misuse("`" + flag + "`: " + refusal.what());
  }
  if (key.name.ends_with(kPromiseEnd) != of_promises) {
    throw Misuse(of_promises
                     ? say("`{1}`: the key of promises has a name that ends in `/promise`", flag)
                     : say("`{1}`: this is a key of promises, not of a log", flag));
  }
  return key;
}

std::string content_of(const std::string& path, std::size_t max) {
  const std::optional<std::string> content = read_file(path, max);
  if (!content) throw NoInput(say("`{1}` is missing", path));
  return *content;
}

// Runs `check` for a file; what it refuses is said of that file.
template <class Check>
void each_file(const std::vector<std::string>& files, Report& report, Check check) {
  for (const std::string& file : files) {
    const std::string content = content_of(file, kProofMax);
    try {
      check(file, content);
    } catch (const Refusal& refusal) {
      report.refuse("`" + file + "`: " + refusal.what());
    }
  }
}

std::string number(std::uint64_t value) { return std::to_string(value); }

void print_counts(const Log& log, const Counts& counts, std::ostream& out) {
  if (counts.entries > 0 && counts.first_day <= counts.last_day) {
    out << say("entries checked: {1}, of the days {2} to {3}", number(counts.entries),
               day_text(counts.first_day), day_text(counts.last_day))
        << '\n';
  } else {
    out << say("entries checked: {1}", number(counts.entries)) << '\n';
  }
  out << say("tiles checked: {1}", number(counts.tiles)) << '\n';
  if (log.minimum() > 0) {
    out << say("not checked, because they are pruned below the minimum index {1}: {2} entries",
               number(log.minimum()), number(counts.pruned))
        << '\n';
  }
  if (counts.unchecked > 0) {
    out << say("not verified, because of the failures above: {1} entries", number(counts.unchecked))
        << '\n';
  }
}

void check_log(const Arguments& arguments, Report& report) {
  const Key key = key_from(arguments, "--key");
  std::vector<std::pair<std::string, std::string>> earlier;
  if (arguments.has("--since")) {
    for (const std::string& file : arguments.flags.at("--since")) {
      earlier.emplace_back(file, content_of(file, kNoteMax));
    }
  }
  Log log(arguments.inputs[0], key, report);
  const std::uint64_t size = log.checkpoint().size;
  const bool shown = isatty(STDERR_FILENO) == 1 && size > 100000;
  std::uint64_t said = 0;
  const Counts counts = log.check([&](std::uint64_t done) {
    if (!shown || (done < said + 25600 && done != size)) return;
    said = done;
    dprintf(STDERR_FILENO, "\r%llu / %llu%s", static_cast<unsigned long long>(done),
            static_cast<unsigned long long>(size), done == size ? "\n" : "");
  });
  report.out() << say("log `{1}`: {2} entries, root {3}", key.name, number(size),
                      base64(log.checkpoint().root))
               << '\n';
  print_counts(log, counts, report.out());
  for (const auto& [file, note] : earlier) {
    try {
      const Checkpoint checkpoint = open_checkpoint(note, key);
      log.check_earlier(checkpoint);
      report.out() << say("`{1}`: its {2} entries are the beginning of this log", file,
                          number(checkpoint.size))
                   << '\n';
    } catch (const Refusal& refusal) {
      report.refuse("`" + file + "`: " + refusal.what());
    }
  }
}

// The log that --log names, if it does.
std::optional<Log> log_from(const Arguments& arguments, const Key& key, Report& report) {
  if (!arguments.has("--log")) return std::nullopt;
  return std::optional<Log>(std::in_place, arguments.flag("--log"), key, report);
}

void check_in_log(std::optional<Log>& log, const Checkpoint& checkpoint) {
  if (!log) return;
  try {
    log->check_earlier(checkpoint);
  } catch (const Refusal& refusal) {
    throw Refusal(say("its checkpoint: {1}", refusal.what()));
  }
}

void check_proofs(const Arguments& arguments, Report& report) {
  const Key key = key_from(arguments, "--key");
  std::optional<Log> log = log_from(arguments, key, report);
  each_file(arguments.inputs, report, [&](const std::string& file, const std::string& content) {
    const Proof proof = check_proof(content, key);
    check_in_log(log, proof.checkpoint);
    report.out() << say("`{1}`: entry {2} of the log `{3}`, of {4}", file, number(proof.index),
                        key.name, day_text(proof.evidence.fields.day))
                 << '\n';
    if (log) report.out() << "  " << say("it is in the published log") << '\n';
    if (proof.evidence.opening) print(report.out(), *proof.evidence.opening);
  });
}

void check_link(const Proof& before, const Proof& after) {
  const Opening& first = *before.evidence.opening;
  const Opening& second = *after.evidence.opening;
  if (second.individual != first.individual) {
    throw Refusal(say("of another individual than the files before it"));
  }
  if (second.seq == first.seq) throw Refusal(say("there are two rows {1}", number(second.seq)));
  if (second.seq != first.seq + 1) {
    throw Refusal(say("row {1} comes after row {2}: those between are missing", number(second.seq),
                      number(first.seq)));
  }
  if (second.previous != before.evidence.fields.commitment) {
    throw Refusal(
        say("row {1} does not follow on row {2}: its `previous` is not the commitment "
            "of that row",
            number(second.seq), number(first.seq)));
  }
  if (second.at < first.at) {
    throw Refusal(
        say("row {1} is of a time before that of row {2}", number(second.seq), number(first.seq)));
  }
  if (after.index <= before.index) {
    throw Refusal(
        say("row {1} has a leaf before that of row {2}", number(second.seq), number(first.seq)));
  }
}

void check_chain(const Arguments& arguments, Report& report) {
  const Key key = key_from(arguments, "--key");
  std::optional<Log> log = log_from(arguments, key, report);
  std::multimap<std::uint64_t, std::pair<std::string, Proof>> rows;  // By seq.
  each_file(arguments.inputs, report, [&](const std::string& file, const std::string& content) {
    const Proof proof = check_proof(content, key);
    check_in_log(log, proof.checkpoint);
    if (!proof.evidence.opening) throw Refusal(say("opens nothing, so it has no place in a chain"));
    rows.emplace(proof.evidence.opening->seq, std::pair(file, proof));
  });
  const Proof* before = nullptr;
  for (const auto& [seq, row] : rows) {
    try {
      if (before != nullptr) check_link(*before, row.second);
    } catch (const Refusal& refusal) {
      report.refuse("`" + row.first + "`: " + refusal.what());
    }
    before = &row.second;
  }
  if (report.refused() > 0) return;
  report.out() << say("individual {1}: rows {2} to {3}, none left out between them",
                      hex(before->evidence.opening->individual), number(rows.begin()->first),
                      number(rows.rbegin()->first))
               << '\n';
}

void check_promises(const Arguments& arguments, Report& report) {
  const Key key = key_from(arguments, "--key", true);
  if (arguments.has("--log") != arguments.has("--log-key")) {
    throw Misuse(say("`--log` and `--log-key` go together"));
  }
  std::map<Hash, std::vector<std::string>> files;
  each_file(arguments.inputs, report, [&](const std::string& file, const std::string& content) {
    const Promise promise = check_promise(content, key);
    files[promise.leaf].push_back(file);
    report.out() << say("`{1}`: promised by `{2}` at {3} UTC, {4} Beijing", file, key.name,
                        time_text(promise.time), time_text(promise.time + kBeijingMilliseconds))
                 << '\n';
  });
  if (!arguments.has("--log")) return;
  const Key log_key = key_from(arguments, "--log-key");
  if (log_key.name + std::string(kPromiseEnd) != key.name) {
    throw Misuse(say("the promises are not those of the log `{1}`", log_key.name));
  }
  const int before = report.refused();
  Log log(arguments.flag("--log"), log_key, report);
  if (report.refused() > before) return;  // Whether they were kept cannot be told.
  std::set<Hash> leaves;
  for (const auto& [leaf, names] : files) leaves.insert(leaf);
  std::set<Hash> kept;
  const std::uint64_t hidden = log.find(leaves, [&](const Hash& leaf, std::uint64_t index) {
    if (!kept.insert(leaf).second) return;
    for (const std::string& file : files[leaf]) {
      report.out() << say("`{1}`: kept, entry {2}", file, number(index)) << '\n';
    }
  });
  for (const auto& [leaf, names] : files) {
    for (const std::string& file : names) {
      if (kept.contains(leaf)) continue;
      report.refuse(say("`{1}`: not kept: the published log of {2} entries does not have the leaf",
                        file, number(log.checkpoint().size)));
    }
  }
  if (hidden > 0) {
    report.out() << say("not looked at, because they are pruned: {1} entries", number(hidden))
                 << '\n';
  }
}

bool choose_language(const std::vector<std::string>& words) {
  speak(Language::kEnglish);
  const auto flag = std::find(words.begin(), words.end(), "--lang");
  if (flag == words.end() || flag + 1 == words.end()) return true;
  if (*(flag + 1) == "zh") speak(Language::kChinese);
  return *(flag + 1) == "zh" || *(flag + 1) == "en";
}

int check(const std::vector<std::string>& words, std::ostream& out) {
  if (!choose_language(words)) throw Misuse(say("`--lang` is `zh` or `en`"));
  const Arguments arguments = read_arguments(words);
  Report report(out);
  try {
    if (words[0] == "log") check_log(arguments, report);
    if (words[0] == "proof") check_proofs(arguments, report);
    if (words[0] == "chain") check_chain(arguments, report);
    if (words[0] == "promise") check_promises(arguments, report);
  } catch (const Refusal& refusal) {
    report.refuse(refusal.what());
  }
  if (report.refused() == 0) {
    out << say("verified") << '\n';
    return kVerified;
  }
  out << say("not verified, failures: {1}", number(static_cast<std::uint64_t>(report.refused())))
      << '\n';
  return kRefused;
}

}  // namespace

int run(const std::vector<std::string>& words, std::ostream& out, std::ostream& err) {
  if (std::find(words.begin(), words.end(), "--help") != words.end()) {
    out << kHelp;
    return kVerified;
  }
  if (words.empty()) {
    err << kHelp;
    return kUsage;
  }
  try {
    return check(words, out);
  } catch (const Misuse& misuse) {
    err << "lawful-verify: " << misuse.what() << '\n';
    return kUsage;
  } catch (const NoInput& missing) {
    err << "lawful-verify: " << missing.what() << '\n';
    return kNoInput;
  }
}

}  // namespace verify
