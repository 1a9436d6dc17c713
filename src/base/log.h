#pragma once
// Log lines that cannot hold personal information.
//
//   log.info("request.closed", {{"request", request.id}, {"days", 12}, {"late", false}});
//   -> {"at":"2025-01-31T09:30:00.000Z","level":"info","event":"request.closed",
//       "request":"R-1","days":12,"late":false}                     (one line)
//
// Invariants
//   1. Event and field names are literals of the program, checked when it is
//      compiled: [a-z0-9_.].
//   2. A value is an integer, a bool, a Date, an Instant, a literal or an Id.
//      There is no way in for a std::string, a C string at run time or a
//      floating-point number, so what a person wrote cannot reach a log.
//   3. A line is one JSON object, written to the sink in one call.
//
// Thread safety: a Log may be shared if its sink may be.

#include <chrono>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "base/clock.h"
#include "base/id.h"

namespace lawful {

// Text that is known when the program is compiled.
class LogLiteral {
 public:
  template <std::size_t N>
  consteval LogLiteral(const char (&text)[N]) : text_(text, N - 1) {
    for (char c : text_) {
      if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\') {
        throw "a literal of a log line needs no escapes";
      }
    }
  }
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// A LogLiteral that may name an event or a field.
class LogName {
 public:
  template <std::size_t N>
  consteval LogName(const char (&text)[N]) : text_(text, N - 1) {
    for (char c : text_) {
      const bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
      if (!good) throw "a name in a log line is made of [a-z0-9_.]";
    }
  }
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

class LogValue {
 public:
  LogValue(std::same_as<bool> auto value) : value_(value) {}
  template <std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char> && sizeof(T) <= 8)
  LogValue(T value) {
    if constexpr (std::signed_integral<T>) {
      value_ = static_cast<std::int64_t>(value);
    } else {
      value_ = static_cast<std::uint64_t>(value);
    }
  }
  LogValue(Date value) : value_(value) {}
  LogValue(Instant value) : value_(value) {}
  template <std::size_t N>
  consteval LogValue(const char (&text)[N]) : value_(LogLiteral(text)) {}
  LogValue(LogLiteral value) : value_(value) {}
  template <class Tag>
  LogValue(const Id<Tag>& id) : value_(IdText{id.text}) {}

  // Appends the value as JSON.
  void write(std::string& line) const;

 private:
  struct IdText {
    std::string_view text;  // Of an Id that outlives the log call.
  };
  std::variant<bool, std::int64_t, std::uint64_t, Date, Instant, LogLiteral, IdText> value_;
};

struct LogField {
  LogName name;
  LogValue value;
};

class LogSink {
 public:
  virtual ~LogSink() = default;
  virtual void write(std::string_view line) = 0;  // With its line end.
};

// Standard error, unbuffered: one write a line.
class StderrSink final : public LogSink {
 public:
  void write(std::string_view line) override;
};

class Log {
 public:
  Log(LogSink& sink, const Clock& clock) : sink_(sink), clock_(clock) {}

  void info(LogName event, std::initializer_list<LogField> fields = {});
  void warning(LogName event, std::initializer_list<LogField> fields = {});
  void error(LogName event, std::initializer_list<LogField> fields = {});

 private:
  void write(std::string_view level, LogName event, std::initializer_list<LogField> fields);

  LogSink& sink_;
  const Clock& clock_;
};

}  // namespace lawful
