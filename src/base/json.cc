#include "base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <system_error>
#include <vector>

#include "base/check.h"
#include "base/utf8.h"

namespace lawful {
namespace {

std::string_view view(boost::json::string_view text) { return {text.data(), text.size()}; }

void write_text(std::string& out, std::string_view text) {
  out.push_back('"');
  for (char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out.push_back(c);
        }
    }
  }
  out.push_back('"');
}

void write_double(std::string& out, double value) {
  CHECK(std::isfinite(value));
  char digits[32];  // The longest shortest form of a double has 24 characters.
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  const std::string_view text(digits, static_cast<std::size_t>(end - digits));
  out += text;
  if (text.find_first_of(".e") == std::string_view::npos) out += ".0";
}

// Writes both forms; they differ in the order of keys and in white space.
class Writer {
 public:
  explicit Writer(bool pretty) : pretty_(pretty) {}

  void write(const JsonValue& value) {
    switch (value.kind()) {
      case boost::json::kind::null:
        out_ += "null";
        return;
      case boost::json::kind::bool_:
        out_ += value.get_bool() ? "true" : "false";
        return;
      case boost::json::kind::int64:
        out_ += std::to_string(value.get_int64());
        return;
      case boost::json::kind::uint64:
        out_ += std::to_string(value.get_uint64());
        return;
      case boost::json::kind::double_:
        return write_double(out_, value.get_double());
      case boost::json::kind::string:
        return write_text(out_, view(value.get_string()));
      case boost::json::kind::array:
        return write_array(value.get_array());
      case boost::json::kind::object:
        return write_object(value.get_object());
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void write_array(const JsonArray& array) {
    open('[');
    bool first = true;
    for (const JsonValue& item : array) {
      next(first);
      write(item);
    }
    close(']', array.empty());
  }

  void write_object(const JsonObject& object) {
    std::vector<const boost::json::key_value_pair*> entries;
    entries.reserve(object.size());
    for (const auto& entry : object) entries.push_back(&entry);
    if (!pretty_) {
      std::ranges::sort(entries, {}, [](const auto* entry) { return view(entry->key()); });
    }
    open('{');
    bool first = true;
    for (const auto* entry : entries) {
      next(first);
      write_text(out_, view(entry->key()));
      out_ += pretty_ ? ": " : ":";
      write(entry->value());
    }
    close('}', entries.empty());
  }

  void open(char bracket) {
    out_.push_back(bracket);
    ++depth_;
  }

  void next(bool& first) {
    if (!first) out_.push_back(',');
    first = false;
    new_line();
  }

  void close(char bracket, bool empty) {
    --depth_;
    if (!empty) new_line();
    out_.push_back(bracket);
  }

  void new_line() {
    if (!pretty_) return;
    out_.push_back('\n');
    out_.append(2 * depth_, ' ');
  }

  bool pretty_;
  std::size_t depth_ = 0;
  std::string out_;
};

// Boost's own parser with two differences: doubles are exact, and one too large
// to be finite is refused.
class Builder {
 public:
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);
  using error_code = boost::json::error_code;
  using text_view = boost::json::string_view;

  JsonValue take() { return stack_.release(); }

  bool on_document_begin(error_code&) { return stack_.reset(), true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return true; }
  bool on_object_end(std::size_t size, error_code&) { return stack_.push_object(size), true; }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t size, error_code&) { return stack_.push_array(size), true; }
  bool on_key_part(text_view part, std::size_t, error_code&) {
    return stack_.push_chars(part), true;
  }
  bool on_key(text_view part, std::size_t, error_code&) { return stack_.push_key(part), true; }
  bool on_string_part(text_view part, std::size_t, error_code&) {
    return stack_.push_chars(part), true;
  }
  bool on_string(text_view part, std::size_t, error_code&) {
    return stack_.push_string(part), true;
  }
  bool on_number_part(text_view, error_code&) { return true; }
  bool on_int64(std::int64_t value, text_view, error_code&) {
    return stack_.push_int64(value), true;
  }
  bool on_uint64(std::uint64_t value, text_view, error_code&) {
    return stack_.push_uint64(value), true;
  }
  bool on_double(double value, text_view text, error_code& error) {
    if (!std::isfinite(value)) {
      error = boost::json::error::exponent_overflow;
      return false;
    }
    return stack_.push_double(nearest_double(view(text), value)), true;
  }
  bool on_bool(bool value, error_code&) { return stack_.push_bool(value), true; }
  bool on_null(error_code&) { return stack_.push_null(), true; }
  bool on_comment_part(text_view, error_code&) { return true; }
  bool on_comment(text_view, error_code&) { return true; }

 private:
  boost::json::value_stack stack_;
};

std::string written(const JsonValue& value, bool pretty) {
  Writer writer(pretty);
  writer.write(value);
  return writer.take();
}

}  // namespace

Result<JsonValue> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes_max) {
    return fail(Code::kInvalid, fmt::format("JSON is longer than {} bytes", limits.bytes_max));
  }
  boost::json::parse_options options;
  options.max_depth = limits.depth_max;
  boost::json::basic_parser<Builder> parser(options);
  boost::json::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  const std::size_t at = std::min(text.find_first_not_of(" \t\r\n", read), text.size());
  if (!error && at == text.size()) return parser.handler().take();
  if (error == boost::json::error::too_deep) {
    return fail(Code::kInvalid, fmt::format("JSON is nested deeper than {}", limits.depth_max));
  }
  const Place place = place_of(text, error ? read : at);
  return fail(Code::kInvalid,
              fmt::format("not valid JSON at line {}, column {}", place.line, place.column));
}

double nearest_double(std::string_view text, double parsed) {
  double nearest = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), nearest);
  return error == std::errc{} ? nearest : parsed;
}

std::string write_json(const JsonValue& value) { return written(value, false); }

std::string pretty_json(const JsonValue& value) { return written(value, true); }

}  // namespace lawful
