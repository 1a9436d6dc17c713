#pragma once
// Failure as a value: a code for programs and a sentence for people.
//
//   Result<Date> parse_date(std::string_view text);
//
//   TRY(Date day, parse_date(text));      // declares day, or returns the error
//   TRY_VOID(store.write(day));           // the same where there is no value
//   return fail(Code::kInvalid, "a refusal needs a reason");
//
// Invariants
//   1. A message is lower case, has no final stop, puts identifiers in
//      `backticks` and never holds a person's data.
//   2. Who meets an error returns it or logs it, never both.
//
// A broken invariant of our own is not an Error: that is CHECK (base/check.h).

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace lawful {

enum class Code {
  kInvalid,      // The input breaks a stated rule.            HTTP 400
  kDenied,       // The caller may not do this.                HTTP 403
  kNotFound,     // No such record.                            HTTP 404
  kConflict,     // The record changed, or its state forbids.  HTTP 409
  kUnavailable,  // A dependency failed; retrying may help.    HTTP 503
  kCorrupt,      // Stored bytes fail their own check.         HTTP 500
};

struct Error {
  Code code;
  std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Code code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

// How the program ends. The numbers are those of sysexits.h, so that a shell
// script can tell a mistake in its call from a mistake in its data.
enum class Exit : int {
  kOk = 0,
  kUsage = 64,        // The call itself is wrong: unknown command or flag.
  kBadInput = 65,     // An input breaks a stated rule.
  kNoInput = 66,      // A named file or record does not exist.
  kUnavailable = 69,  // A dependency failed; retrying may help.
  kInternal = 70,     // Our own bytes are broken.
  kConflict = 75,     // The record changed, or its state forbids; read again.
  kDenied = 77,       // The caller may not do this.
};

constexpr Exit exit_for(Code code) {
  switch (code) {
    case Code::kInvalid:
      return Exit::kBadInput;
    case Code::kDenied:
      return Exit::kDenied;
    case Code::kNotFound:
      return Exit::kNoInput;
    case Code::kConflict:
      return Exit::kConflict;
    case Code::kUnavailable:
      return Exit::kUnavailable;
    case Code::kCorrupt:
      return Exit::kInternal;
  }
  return Exit::kInternal;
}

constexpr int exit_status(Exit exit) { return static_cast<int>(exit); }
constexpr int exit_status(Code code) { return exit_status(exit_for(code)); }

}  // namespace lawful

// TRY(auto x, f()) declares x from the value of f(), or returns f()'s error.
// Always on a line of its own, inside braces.
#define LAWFUL_CONCAT_(a, b) a##b
#define LAWFUL_CONCAT(a, b) LAWFUL_CONCAT_(a, b)
#define LAWFUL_TRY_(tmp, decl, expr)                       \
  auto tmp = (expr);                                       \
  if (!tmp) return tl::unexpected(std::move(tmp).error()); \
  decl = *std::move(tmp)
#define TRY(decl, expr) LAWFUL_TRY_(LAWFUL_CONCAT(try_, __LINE__), decl, expr)
// TRY_VOID(f()) returns f()'s error, if any.
#define TRY_VOID(expr)                                                                         \
  do {                                                                                         \
    if (auto try_void = (expr); !try_void) return tl::unexpected(std::move(try_void).error()); \
  } while (false)
