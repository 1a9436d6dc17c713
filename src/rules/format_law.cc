#include "rules/format_law.h"

#include "rules/format_fence.h"
#include "rules/parse_file.h"

namespace lawful {
namespace {

Result<Markdown> parsed(const SourceFile& file) {
  Messages messages({file.path});
  parse_file(file.text, 0, messages);
  std::string errors;
  for (const Diagnostic& diagnostic : std::move(messages).finish())
    if (diagnostic.severity == Severity::kError)
      errors += (errors.empty() ? "" : "\n") + to_string(diagnostic);
  if (!errors.empty()) return fail(Code::kInvalid, std::move(errors));
  Messages seen({file.path});
  return scan_markdown(file.text, 0, seen);
}

std::size_t offset_of(const SourceFile& file, const Fence& fence) {
  return static_cast<std::size_t>(fence.body.data() - file.text.data());
}

// As the line that opens the fence ends, so do those within.
std::string_view line_end_of(const SourceFile& file, const Fence& fence) {
  const std::string_view before = std::string_view(file.text).substr(0, offset_of(file, fence));
  return before.ends_with("\r\n") ? "\r\n" : "\n";
}

std::string with_formatted_fences(const SourceFile& file, const Markdown& markdown) {
  std::string out;
  std::size_t copied = 0;
  for (const Fence& fence : markdown.fences) {
    if (fence.body.empty()) continue;
    const std::size_t begin = offset_of(file, fence);
    out.append(file.text, copied, begin - copied);
    for (const std::string& line : format_fence(fence)) {
      out += line;
      out += line_end_of(file, fence);
    }
    copied = begin + fence.body.size();
  }
  return out.append(file.text, copied);
}

std::string outside_fences(const SourceFile& file, const Markdown& markdown) {
  std::string out;
  std::size_t copied = 0;
  for (const Fence& fence : markdown.fences) {
    if (fence.body.empty()) continue;
    out.append(file.text, copied, offset_of(file, fence) - copied);
    copied = offset_of(file, fence) + fence.body.size();
  }
  return out.append(file.text, copied);
}

// Do both say the same, comments and prose included?
bool same_but_for_layout(const SourceFile& a, const Markdown& markdown_a, const SourceFile& b,
                         const Markdown& markdown_b) {
  if (markdown_a.fences.size() != markdown_b.fences.size()) return false;
  for (std::size_t i = 0; i < markdown_a.fences.size(); ++i) {
    const Fence& left = markdown_a.fences[i];
    const Fence& right = markdown_b.fences[i];
    if (left.kind != right.kind || words_of(left) != words_of(right)) return false;
  }
  return outside_fences(a, markdown_a) == outside_fences(b, markdown_b);
}

}  // namespace

Result<std::string> format_law(const SourceFile& file) {
  TRY(const Markdown markdown, parsed(file));
  const SourceFile formatted{file.path, with_formatted_fences(file, markdown)};
  const Result<Markdown> again = parsed(formatted);
  if (again && same_but_for_layout(file, markdown, formatted, *again)) return formatted.text;
  return fail(Code::kCorrupt, file.path +
                                  ": the layout would change what the file says, so it stays as "
                                  "it is; this is a fault of the program");
}

}  // namespace lawful
