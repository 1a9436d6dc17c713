#include <algorithm>
#include <ostream>

#include "app/command_table.h"
#include "app/input_file.h"
#include "app/law_source.h"
#include "app/output_file.h"
#include "packs/markdown_files.h"
#include "rules/format_law.h"

namespace lawful {
namespace {

struct FormattedFile {
  SourceFile source;
  std::string text;

  bool changes() const { return source.text != text; }
};

std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

// The first line that changes, as it is and as it would be.
void show_difference(const FormattedFile& file, Console& console) {
  std::string_view is = file.source.text;
  std::string_view would_be = file.text;
  for (int line = 1;; ++line) {
    const std::string_view left = next_line(is);
    const std::string_view right = next_line(would_be);
    if (left == right && !(is.empty() && would_be.empty())) continue;
    console.out << file.source.path << ":" << line << "\n  - " << left << "\n  + " << right << "\n";
    return;
  }
}

Result<std::vector<SourceFile>> files_to_format(const Call& call, Console& console) {
  std::vector<std::string> paths = call.arguments;
  if (const std::string* folder = call.value("--law-dir")) paths.push_back(*folder);
  std::vector<SourceFile> files;
  for (const std::string& path : paths) {
    std::vector<SourceFile> more;
    if (path == "-") {
      TRY(std::string bytes, read_bytes(path, console));
      more.push_back({shown_path(path), std::move(bytes)});
    } else {
      TRY(more, markdown_files(path));
    }
    for (SourceFile& file : more)
      if (std::ranges::find(files, file.path, &SourceFile::path) == files.end())
        files.push_back(std::move(file));
  }
  return files;
}

// Every file, or each error of each file that cannot be formatted.
Result<std::vector<FormattedFile>> format_all(std::vector<SourceFile> files) {
  std::vector<FormattedFile> out;
  Error errors{Code::kInvalid, {}};
  for (SourceFile& file : files) {
    Result<std::string> text = format_law(file);
    if (text) {
      out.push_back({std::move(file), *std::move(text)});
      continue;
    }
    if (text.error().code == Code::kCorrupt) errors.code = Code::kCorrupt;
    errors.message += (errors.message.empty() ? "" : "\n") + text.error().message;
  }
  if (!errors.message.empty()) return tl::unexpected<Error>(std::move(errors));
  return out;
}

Result<void> save(const FormattedFile& file) {
  TRY(const std::vector<SourceFile> now, markdown_files(file.source.path));
  if (now.size() != 1 || now.front().text != file.source.text)
    return fail(Code::kInvalid, file.source.path + ": has changed since it was read");
  return replace_file(file.source.path, file.text);
}

// What is wrong with the call, or nothing.
std::string misused(const Call& call) {
  const bool folder = call.has("--law-dir");
  const bool input = std::ranges::find(call.arguments, "-") != call.arguments.end();
  if (call.arguments.empty() && !folder) return "name the files, or their folder with `--law-dir`";
  if (input && (folder || call.arguments.size() > 1)) return "`-` stands alone";
  if (call.has("--check") && call.has("--stdout")) return "`--check` prints no file";
  return {};
}

void print_count(const Call& call, Console& console, std::size_t files, std::size_t changed) {
  const bool check = call.has("--check");
  if (call.lang == Lang::kZh) {
    console.out << "文件 " << files << " 个，" << (check ? "待排版 " : "已排版 ") << changed
                << " 个\n";
  } else {
    console.out << files << (files == 1 ? " file, " : " files, ") << changed
                << (check ? " to format\n" : " formatted\n");
  }
}

int run_fmt(const Call& call, Console& console) {
  if (const std::string wrong = misused(call); !wrong.empty())
    return misuse(console, law_fmt_command(), wrong);
  auto sources = files_to_format(call, console);
  if (!sources) return refuse(console, sources.error());
  const bool print = call.has("--stdout") || (call.arguments.size() == 1 && !call.has("--check") &&
                                              call.arguments.front() == "-");
  if (print && sources->size() > 1)
    return misuse(console, law_fmt_command(), "`--stdout` prints one file");
  const auto files = format_all(std::move(*sources));
  if (!files) return refuse(console, files.error());
  if (print) {
    console.out << files->front().text;
    return exit_status(Exit::kOk);
  }
  std::size_t changed = 0;
  for (const FormattedFile& file : *files) {
    if (!file.changes()) continue;
    ++changed;
    if (call.has("--check")) {
      show_difference(file, console);
      continue;
    }
    if (const auto saved = save(file); !saved) return refuse(console, saved.error());
    console.out << file.source.path << "\n";
  }
  print_count(call, console, files->size(), changed);
  return call.has("--check") && changed > 0 ? 1 : exit_status(Exit::kOk);
}

}  // namespace

const Command& law_fmt_command() {
  static const Command kCommand = {
      .name = "law fmt",
      .arguments = "[FILE...]",
      .arguments_max = 10'000,
      .summary = {"把法律文件排成统一的版式", "give law files the one settled layout"},
      .details = {"只改动 facts、law、examples 围栏内的空白与换行；正文、次序、注释、文字都不变。"
                  "有一处不能解析，\n"
                  "就一个文件也不写。`-` 从标准输入读，写到标准输出。退出码：0 完成；1 --check "
                  "发现待排版的文件。",
                  "Only blanks and line ends within the fences facts, law and examples change: "
                  "prose, order, comments\n"
                  "and words stay. One mistake that keeps a file from being parsed, and no file is "
                  "written. `-` reads\n"
                  "standard input and prints. Exit status: 0 done, 1 `--check` found files to "
                  "format."},
      .flags = {{"--check",
                 "",
                 {"不写文件；列出待排版的文件及其首处差异",
                  "write nothing; list the files to format, each with its first difference"}},
                {"--stdout",
                 "",
                 {"把一个文件的结果写到标准输出，不写文件",
                  "print the one file that is named, and write nothing"}},
                {"--law-dir",
                 "DIR",
                 {"该文件夹中的全部法律文件（*.md）", "every Markdown file of DIR"}},
                lang_flag()},
      .examples = {{"lawful law fmt --law-dir law",
                    {"为您修改中的法律文件夹排版", "format a folder of law that you are editing"}},
                   {"lawful law fmt --check --law-dir law",
                    {"只检查，不改动", "only look whether anything is to format"}}},
      .run = run_fmt};
  return kCommand;
}

}  // namespace lawful
