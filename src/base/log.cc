#include "base/log.h"

#include <fmt/format.h>

#include <cstdio>
#include <type_traits>

namespace lawful {
namespace {

// An id should be plain; if a caller made a strange one, the line stays JSON.
void append_id(std::string& line, std::string_view id) {
  for (char c : id) {
    const bool plain = static_cast<unsigned char>(c) > 0x20 &&
                       static_cast<unsigned char>(c) < 0x7F && c != '"' && c != '\\';
    line.push_back(plain ? c : '?');
  }
}

}  // namespace

void LogValue::write(std::string& line) const {
  std::visit(
      [&line](const auto& value) {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, bool>) {
          line += value ? "true" : "false";
        } else if constexpr (std::is_integral_v<T>) {
          line += std::to_string(value);
        } else {
          line.push_back('"');
          if constexpr (std::is_same_v<T, Date>) {
            line += format_date(value);
          } else if constexpr (std::is_same_v<T, Instant>) {
            line += format_instant(value);
          } else if constexpr (std::is_same_v<T, LogLiteral>) {
            line += value.text();
          } else {
            append_id(line, value.text);
          }
          line.push_back('"');
        }
      },
      value_);
}

void StderrSink::write(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fflush(stderr);
}

void Log::info(LogName event, std::initializer_list<LogField> fields) {
  write("info", event, fields);
}

void Log::warning(LogName event, std::initializer_list<LogField> fields) {
  write("warning", event, fields);
}

void Log::error(LogName event, std::initializer_list<LogField> fields) {
  write("error", event, fields);
}

void Log::write(std::string_view level, LogName event, std::initializer_list<LogField> fields) {
  std::string line = fmt::format(R"({{"at":"{}","level":"{}","event":"{}")",
                                 format_instant(clock_.now()), level, event.text());
  for (const LogField& field : fields) {
    line += fmt::format(R"(,"{}":)", field.name.text());
    field.value.write(line);
  }
  line += "}\n";
  sink_.write(line);
}

}  // namespace lawful
