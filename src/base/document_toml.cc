// TOML into a positioned tree. toml++ reads; this file is the only one that
// includes it, and bounds what it is given: toml++ itself limits neither the
// depth of dotted keys nor the quadratic cost of very many of them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <tuple>

#include "base/check.h"
#include "base/document_reader.h"

// toml++ 3.3 asserts, or with NDEBUG lets the compiler assume, what input can
// break ("[[[" is enough), although its next lines refuse that input properly.
// So neither: assertions are nothing here, and the refusal is reached.
#undef NDEBUG
#define TOML_ASSERT(condition) static_assert(true)
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_MAX_NESTED_VALUES 64
#include <toml++/toml.h>

namespace lawful {
namespace {

static_assert(TOML_MAX_NESTED_VALUES == kDepthMax);

// Dots of dotted keys and headers in one file. toml++ looks each such table up
// in a list; 100,000 of them cost about a second, a million a quarter of an hour.
constexpr std::size_t kDotsMax = 100'000;

constexpr std::string_view kBlanks = " \t";

std::string_view line_of(std::string_view text, std::size_t from) {
  return text.substr(from, text.find('\n', from) - from);
}

// Walks over the text as TOML's lexer would, past strings and comments, and
// counts the dots between two marks, which bound the depth of one dotted key.
class DotCount {
 public:
  explicit DotCount(std::string_view text) : text_(text) {}

  // The offset of the dot at which a limit breaks, and the message.
  std::optional<std::pair<std::size_t, std::string>> fault() {
    int run = 0;
    std::size_t total = 0;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      switch (text_[i]) {
        case '#':
          i = std::min(text_.find('\n', i), text_.size()) - 1;
          break;
        case '"':
        case '\'':
          i = end_of_string(i) - 1;
          break;
        case '\n':
        case '=':
        case ',':
        case '{':
        case '[':
          run = 0;
          break;
        case '.':
          if (++run >= kDepthMax) return std::pair(i, too_deep());
          if (++total > kDotsMax) {
            return std::pair(i, fmt::format("more than {} dots in keys; split the file", kDotsMax));
          }
          break;
        default:
          break;
      }
    }
    return std::nullopt;
  }

 private:
  // The offset after the string that starts at `i`. One that does not end stops
  // at its line, where toml++ will refuse it.
  std::size_t end_of_string(std::size_t i) const {
    const char quote = text_[i];
    const std::string three(3, quote);
    const bool long_form = text_.substr(i).starts_with(three);
    for (std::size_t at = i + (long_form ? 3 : 1); at < text_.size(); ++at) {
      if (text_[at] == '\\' && quote == '"') {
        ++at;
      } else if (long_form && text_.substr(at).starts_with(three)) {
        at += 3;
        while (at < text_.size() && text_[at] == quote) ++at;  // """a""""" ends late.
        return at;
      } else if (!long_form && (text_[at] == quote || text_[at] == '\n')) {
        return at + 1;
      }
    }
    return text_.size();
  }

  std::string_view text_;
};

// What toml++ says, made fit to print: it quotes the input ("saw '1'"), and the
// input may be personal information. Only known phrases pass.
std::string message_for(std::string_view description) {
  constexpr std::string_view kIntroduction = "Error while parsing ";
  std::string_view scope;
  if (description.starts_with(kIntroduction)) {
    description.remove_prefix(kIntroduction.size());
    const std::size_t colon = description.find(": ");
    scope = description.substr(0, colon);
    if (colon != std::string_view::npos) description.remove_prefix(colon + 2);
  }
  if (description.starts_with("exceeded maximum nested")) return too_deep();
  if (description.find("representable") != std::string_view::npos ||
      description.find("interpreted") != std::string_view::npos ||
      description.starts_with("exceeds length limit")) {
    return std::string(scope.find("float") == std::string_view::npos ? kIntegerTooBig
                                                                     : kNumberTooBig);
  }
  if (description.starts_with("encountered end-of-file")) {
    return fmt::format("the file ends before the {} does", scope.empty() ? "value" : scope);
  }
  if (description.starts_with("unknown escape")) return "unknown escape in a string";
  if (description.starts_with("unescaped control")) {
    return "a line end or control character inside a string; write it as an escape";
  }
  if (description.starts_with("could not determine")) {
    return "not a value of TOML; text stands in quotes";
  }
  if (description.starts_with("expected keys") || description.starts_with("expected bare key")) {
    return "expected a key; one that is not of a-z, A-Z, 0-9, _ and - stands in quotes";
  }
  constexpr std::array kKnown = {
      "expected",   "unexpected control", "underscores may",    "underscores must",
      "values may", "leading zeroes",     "missing exponent",   "unicode surrogates",
      "values gr",  "tables with blank",  "multi-line strings", "hexadecimal floating"};
  for (std::string_view known : kKnown) {
    if (!description.starts_with(known)) continue;
    return fmt::format("{} in a {}", description.substr(0, description.find(", saw")),
                       scope.empty() ? "document" : scope);
  }
  return "not valid TOML here";
}

// Where `statement` (a key or a header) first stands before the line at `line_from`
// in the same table, for "given twice" messages; toml++ does not say. Reads lines,
// so a look-alike inside a multi-line string can mislead the pointer, no more.
std::optional<Place> earlier(std::string_view text, std::size_t line_from, std::string_view name,
                             bool header) {
  std::optional<Place> found;
  std::size_t from = 0;
  int number = 1;
  while (from < line_from) {
    const std::string_view line = line_of(text, from);
    const std::size_t start = std::min(line.find_first_not_of(kBlanks), line.size());
    std::string_view rest = line.substr(start);
    const bool is_header = rest.starts_with('[');
    if (is_header && !header) found.reset();  // Another table begins.
    if (header == is_header) {
      if (header) rest.remove_prefix(std::min(rest.find_first_not_of("[ \t"), rest.size()));
      if (rest.starts_with(name)) {
        const std::string_view after = rest.substr(name.size());
        const std::size_t mark = after.find_first_not_of(kBlanks);
        const char expected = header ? ']' : '=';
        if (mark != std::string_view::npos && after[mark] == expected && !found) {
          found = Place{number, static_cast<int>(start) + 1};
        }
      }
    }
    from += line.size() + 1;
    ++number;
  }
  return found;
}

class Reader {
 public:
  Reader(std::string_view text, std::string_view file) : text_(text), file_(file) {}

  Result<Node> read() {
    if (auto fault = DotCount(text_).fault()) {
      return refuse(place_of(text_, fault->first), fault->second);
    }
    toml::parse_result parsed = toml::parse(text_);
    if (!parsed) return tl::unexpected(explained(parsed.error()));
    return table(parsed.table(), Place{}, 1);
  }

 private:
  static Place place(const toml::source_position& at) {
    return {static_cast<int>(at.line), static_cast<int>(at.column)};
  }

  tl::unexpected<Error> refuse(Place at, std::string_view message) const {
    return tl::unexpected(complaint(position(file_, at), message));
  }

  Error explained(const toml::parse_error& error) const {
    const Place at = place(error.source().begin);
    const std::string_view description = error.description();
    const bool twice = description.find("cannot redefine") != std::string_view::npos ||
                       description.find("cannot insert") != std::string_view::npos;
    if (!twice) return complaint(position(file_, at), message_for(description));
    return given_twice(at);
  }

  // toml++ points behind the second key and mangles a quoted one, so both places
  // and the name are taken from the text.
  Error given_twice(Place at) const {
    std::size_t line_from = 0;
    for (int line = 1; line < at.line; ++line) line_from = text_.find('\n', line_from) + 1;
    const std::string_view line = line_of(text_, line_from);
    const std::size_t start = std::min(line.find_first_not_of(kBlanks), line.size());
    const bool header = line.substr(start).starts_with('[');
    const auto [key, name] = header ? std::pair(start, header_name(line.substr(start)))
                                    : key_before(line, at.column);
    at.column = advance(Place{}, line.substr(0, key)).column;
    std::string message = fmt::format("{} is given twice", shown_key(name));
    if (key == start && !name.empty()) {
      if (auto first = earlier(text_, line_from, name, header)) {
        message += fmt::format(", first at {}:{}", first->line, first->column);
      }
    }
    return complaint(position(file_, at), message);
  }

  static std::string_view header_name(std::string_view header) {
    header.remove_prefix(std::min(header.find_first_not_of("[ \t"), header.size()));
    header = header.substr(0, header.find(']'));
    return header.substr(0, header.find_last_not_of(kBlanks) + 1);
  }

  // The key that stands before `column`, where its value begins (or at it, for a
  // dotted key): its offset in the line and its text.
  static std::pair<std::size_t, std::string_view> key_before(std::string_view line, int column) {
    std::size_t offset = 0;
    while (offset < line.size() && advance(Place{}, line.substr(0, offset)).column < column) {
      ++offset;
    }
    const std::size_t last = line.substr(0, offset).find_last_not_of(" \t=");
    std::size_t end = last == std::string_view::npos ? 0 : last + 1;
    if (line.substr(end, offset - end).find('=') == std::string_view::npos) {
      end = std::min(line.find_first_of(" \t=", offset), line.size());
    }
    const std::size_t mark = line.substr(0, end).find_last_of("{,");
    const std::size_t from = mark == std::string_view::npos ? 0 : mark + 1;
    const std::size_t key = std::min(line.find_first_not_of(kBlanks, from), end);
    return {key, line.substr(key, end - key)};
  }

  Result<Node> node(const toml::node& source, Place at, int depth) {
    if (depth > kDepthMax) return refuse(at, too_deep());
    if (++values_ > kValuesMax + 1) return refuse(at, too_many_values());  // The root is free.
    switch (source.type()) {
      case toml::node_type::table:
        return table(*source.as_table(), at, depth);
      case toml::node_type::array:
        return list(*source.as_array(), at, depth);
      case toml::node_type::string:
        return Node{position(file_, at), source.as_string()->get()};
      case toml::node_type::integer:
        return Node{position(file_, at), source.as_integer()->get()};
      case toml::node_type::boolean:
        return Node{position(file_, at), source.as_boolean()->get()};
      case toml::node_type::floating_point: {
        const double value = source.as_floating_point()->get();
        if (!std::isfinite(value)) return refuse(at, "a number must be finite, not inf or nan");
        return Node{position(file_, at), value};
      }
      case toml::node_type::date: {
        const toml::date& value = source.as_date()->get();
        const Date date{std::chrono::year{value.year}, std::chrono::month{value.month},
                        std::chrono::day{value.day}};
        if (!date.ok() || value.year == 0) return refuse(at, "there is no such date");
        return Node{position(file_, at), LocalDate{date}};
      }
      case toml::node_type::time:
      case toml::node_type::date_time:
        return refuse(at, "a time of day is not taken; a date like 2025-01-31 is enough");
      case toml::node_type::none:
        break;
    }
    return fail(Code::kCorrupt, "a value of TOML without a type");
  }

  Result<Node> list(const toml::array& source, Place at, int depth) {
    List list;
    list.items.reserve(source.size());
    for (const toml::node& item : source) {
      TRY(Node value, node(item, place(item.source().begin), depth + 1));
      list.items.push_back(std::move(value));
    }
    return Node{position(file_, at), std::move(list)};
  }

  Result<Node> table(const toml::table& source, Place at, int depth) {
    Table table;
    table.entries.reserve(source.size());
    for (auto&& [key, value] : source) {
      const Place key_at = place(key.source().begin);
      // A table made by a header or a dotted key stands where it is first named.
      const bool named = value.is_table() && !value.as_table()->is_inline();
      TRY(Node child, node(value, named ? key_at : place(value.source().begin), depth + 1));
      table.entries.push_back({std::string(key.str()), position(file_, key_at),
                               std::make_unique<Node>(std::move(child))});
    }
    // toml++ sorts by key; people read by line.
    std::ranges::sort(table.entries, {}, [](const Entry& entry) {
      return std::tuple(entry.at.line, entry.at.column);
    });
    return Node{position(file_, at), std::move(table)};
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t values_ = 0;
};

}  // namespace

Result<Node> read_toml(std::string_view text, std::string_view file) {
  return Reader(text, file).read();
}

}  // namespace lawful
