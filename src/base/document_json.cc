// JSON into a positioned tree. Boost's basic_parser checks the grammar and says
// what it met; it is fed one token at a time, so that the place of each event is
// the place of the token that was fed. (Its recursion is bounded by kDepthMax.)
#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>
#include <cmath>
#include <optional>

#include "base/check.h"
#include "base/document_reader.h"
#include "base/json.h"

namespace lawful {
namespace {

namespace bj = boost::json;

std::string_view view(bj::string_view text) { return {text.data(), text.size()}; }

// Cuts JSON into tokens: a whole string, a run of blanks, one of ,:[]{} or a run
// of anything else (a number, true, null, or nonsense for the parser to refuse).
class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}

  bool done() const { return rest_ == text_.size(); }
  std::string_view next() {
    const std::size_t from = rest_;
    rest_ = end(from);
    return text_.substr(from, rest_ - from);
  }

 private:
  std::size_t end(std::size_t from) const {
    constexpr std::string_view kBlanks = " \t\r\n";
    constexpr std::string_view kMarks = ",:[]{}";
    const char first = text_[from];
    if (first == '"') return end_of_string(from + 1);
    if (kMarks.find(first) != std::string_view::npos) return from + 1;
    const bool blank = kBlanks.find(first) != std::string_view::npos;
    const std::size_t end = blank ? text_.find_first_not_of(kBlanks, from)
                                  : text_.find_first_of(" \t\r\n,:[]{}\"", from);
    return std::min(end, text_.size());
  }

  std::size_t end_of_string(std::size_t at) const {
    for (; at < text_.size(); ++at) {
      if (text_[at] == '\\') {
        ++at;
      } else if (text_[at] == '"' || text_[at] == '\n') {
        return at + 1;  // A line end is illegal; the parser says so before the next line.
      }
    }
    return text_.size();
  }

  std::string_view text_;
  std::size_t rest_ = 0;
};

// Receives the parser's events and builds the tree. A number is announced only
// when the token after it is fed, hence `scalar`.
class Builder {
 public:
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);
  using error_code = bj::error_code;
  using text_view = bj::string_view;

  explicit Builder(std::string_view file) : file_(file) {}

  void meet(std::string_view token, Place place) {
    token_at_ = place;
    const char first = token.front();
    if (first == '-' || (first >= '0' && first <= '9')) {
      scalar_ = token;
      scalar_at_ = place;
    }
  }
  const std::optional<Error>& error() const { return error_; }
  std::optional<Node> take() { return std::move(root_); }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return open(Table{}); }
  bool on_object_end(std::size_t, error_code& ec) {
    auto repeated = refuse_repeated_keys(std::get<Table>(open_.back().node.value));
    if (!repeated) return refuse(std::move(repeated).error(), ec);
    return close(ec);
  }
  bool on_array_begin(error_code&) { return open(List{}); }
  bool on_array_end(std::size_t, error_code& ec) { return close(ec); }
  bool on_key_part(text_view part, std::size_t, error_code&) { return keep(part); }
  bool on_key(text_view part, std::size_t, error_code&) {
    keep(part);
    open_.back().key = std::exchange(text_, {});
    open_.back().key_at = token_at_;
    return true;
  }
  bool on_string_part(text_view part, std::size_t, error_code&) { return keep(part); }
  bool on_string(text_view part, std::size_t, error_code& ec) {
    keep(part);
    return add(token_at_, std::exchange(text_, {}), ec);
  }
  bool on_number_part(text_view, error_code&) { return true; }
  bool on_int64(std::int64_t value, text_view, error_code& ec) {
    return add(scalar_at_, value, ec);
  }
  bool on_uint64(std::uint64_t value, text_view, error_code& ec) {
    if (!std::in_range<std::int64_t>(value)) return refuse(scalar_at_, kIntegerTooBig, ec);
    return add(scalar_at_, static_cast<std::int64_t>(value), ec);
  }
  bool on_double(double value, text_view, error_code& ec) {
    // The parser turns an integer beyond 64 bits into a double; we do not.
    if (scalar_.find_first_of(".eE") == std::string_view::npos) {
      return refuse(scalar_at_, kIntegerTooBig, ec);
    }
    if (!std::isfinite(value)) return refuse(scalar_at_, kNumberTooBig, ec);
    return add(scalar_at_, nearest_double(scalar_, value), ec);
  }
  bool on_bool(bool value, error_code& ec) { return add(token_at_, value, ec); }
  bool on_null(error_code& ec) { return add(token_at_, std::monostate{}, ec); }
  bool on_comment_part(text_view, error_code&) { return true; }
  bool on_comment(text_view, error_code&) { return true; }

 private:
  struct Open {
    Node node;
    std::string key;  // Of the value that comes next, in a table.
    Place key_at;
  };

  template <class T>
  bool open(T value) {
    open_.push_back({Node{position(file_, token_at_), std::move(value)}, {}, {}});
    return true;
  }

  bool close(error_code& ec) {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    return attach(std::move(node), ec);
  }

  template <class T>
  bool add(Place at, T value, error_code& ec) {
    return attach(Node{position(file_, at), std::move(value)}, ec);
  }

  bool attach(Node node, error_code& ec) {
    if (open_.empty()) {
      if (!std::holds_alternative<Table>(node.value)) {
        return refuse(complaint(node.at, "the root must be an object; put this value under a key"),
                      ec);
      }
      root_ = std::move(node);
      return true;
    }
    if (++values_ > kValuesMax) return refuse(complaint(node.at, too_many_values()), ec);
    Open& parent = open_.back();
    if (auto* list = std::get_if<List>(&parent.node.value)) {
      list->items.push_back(std::move(node));
    } else {
      std::get<Table>(parent.node.value)
          .entries.push_back({std::move(parent.key), position(file_, parent.key_at),
                              std::make_unique<Node>(std::move(node))});
    }
    return true;
  }

  bool keep(text_view part) {
    text_ += view(part);
    return true;
  }

  bool refuse(Place at, std::string_view message, error_code& ec) {
    return refuse(complaint(position(file_, at), message), ec);
  }
  bool refuse(Error error, error_code& ec) {
    error_ = std::move(error);
    ec = bj::error::exception;  // Any code stops the parser; ours is in error_.
    return false;
  }

  std::string_view file_;
  std::string_view scalar_;  // The last token that could be a number.
  Place scalar_at_;
  Place token_at_;
  std::string text_;
  std::vector<Open> open_;
  std::size_t values_ = 0;
  std::optional<Node> root_;
  std::optional<Error> error_;
};

// `token` is what the parser was fed, `read` how much of it was good.
std::string message_for(bj::error_code code, std::string_view token, std::size_t read) {
  if (code == bj::error::too_deep) return too_deep();
  if (code == bj::error::incomplete) return "the file ends before the value does";
  if (code == bj::error::extra_data) return "something follows the end of the root object";
  if (code == bj::error::exponent_overflow) return std::string(kNumberTooBig);
  const char next = read < token.size() ? token[read] : '\0';
  if (token.starts_with('"') && read > 0) {
    if (static_cast<unsigned char>(next) >= 0x20) return "unknown or broken escape in a string";
    return "a line end or control character inside a string; write it as an escape";
  }
  if (next == '\'') return "not valid JSON here: text stands in double quotes";
  if (next == '/' || next == '#') return "not valid JSON here: JSON has no comments";
  if (next == '}' || next == ']') {
    return "not valid JSON here: a value is missing, or a comma is too many";
  }
  return "not valid JSON here";
}

}  // namespace

Result<Node> read_json_document(std::string_view text, std::string_view file) {
  bj::parse_options options;
  options.max_depth = kDepthMax;
  bj::basic_parser<Builder> parser(options, file);
  Tokens tokens(text);
  Place place;
  bj::error_code code;
  while (!tokens.done()) {
    const std::string_view token = tokens.next();
    parser.handler().meet(token, place);
    std::size_t read = parser.write_some(true, token.data(), token.size(), code);
    if (!code && read < token.size()) {
      if (token.find_first_not_of(" \t\r\n") != std::string_view::npos) {
        code = bj::error::extra_data;
      }
    }
    if (parser.handler().error()) return tl::unexpected(*parser.handler().error());
    if (code) {
      return tl::unexpected(complaint(position(file, advance(place, token.substr(0, read))),
                                      message_for(code, token, read)));
    }
    place = advance(place, token);
  }
  parser.write_some(false, text.data(), 0, code);
  if (parser.handler().error()) return tl::unexpected(*parser.handler().error());
  if (code) return tl::unexpected(complaint(position(file, place), message_for(code, {}, 0)));
  std::optional<Node> root = parser.handler().take();
  CHECK(root.has_value());
  return *std::move(root);
}

}  // namespace lawful
