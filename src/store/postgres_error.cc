#include "store/postgres_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace lawful {
namespace {

struct Meaning {
  std::string_view prefix;  // Of the SQLSTATE: a class of two characters, or all five.
  Code code;
  std::string_view words;
};

// The first that fits: single states before their class.
constexpr std::array<Meaning, 22> kMeanings = {{
    {"23505", Code::kConflict, "its unique key is taken"},
    {"23502", Code::kInvalid, "a column that must be set is null"},
    {"23", Code::kInvalid, "breaks a rule of its table"},
    {"22", Code::kInvalid, "a value is outside what its column takes"},
    {"40001", Code::kConflict, "other transactions were in the way at every attempt"},
    {"40P01", Code::kConflict, "other transactions were in the way at every attempt"},
    {"40003", Code::kUnavailable, "the server cannot say whether it was carried out"},
    {"40", Code::kConflict, "the server rolled the transaction back"},
    {"25006", Code::kUnavailable, "this server only reads; write to its primary"},
    {"25", Code::kUnavailable, "the server ended the transaction"},
    {"28", Code::kDenied, "the server refuses this user"},
    {"42501", Code::kDenied, "this user of the server lacks a right"},
    {"42P07", Code::kConflict, "a table of this name is there already"},
    {"42", Code::kInvalid, "the server does not take the statement"},
    {"53100", Code::kUnavailable, "the server's disk is full"},
    {"53300", Code::kUnavailable, "the server has no connection left"},
    {"53", Code::kUnavailable, "the server is short of something"},
    {"55", Code::kUnavailable, "another program holds what the statement needs"},
    {"57014", Code::kUnavailable, "took longer than the server lets it"},
    {"58", Code::kUnavailable, "the server's file system failed"},
    {"XX001", Code::kCorrupt, "the server's data is damaged"},
    {"XX002", Code::kCorrupt, "the server's index is damaged"},
}};

bool is_one_of(std::string_view sqlstate, std::initializer_list<std::string_view> prefixes) {
  return std::ranges::any_of(prefixes, [&](std::string_view p) { return sqlstate.starts_with(p); });
}

}  // namespace

Error postgres_error(std::string_view sqlstate, std::string_view what) {
  for (const Meaning& meaning : kMeanings) {
    if (!sqlstate.starts_with(meaning.prefix)) continue;
    return {meaning.code, fmt::format("`{}`: {} ({})", what, meaning.words, sqlstate)};
  }
  if (trouble_of(sqlstate) == Trouble::kLost) {
    return {Code::kUnavailable, fmt::format("`{}`: the connection to the server was lost", what)};
  }
  return {Code::kUnavailable, fmt::format("`{}`: the server failed ({})", what, sqlstate)};
}

Trouble trouble_of(std::string_view sqlstate) {
  if (sqlstate.empty()) return Trouble::kLost;
  if (sqlstate == "23505") return Trouble::kTaken;
  if (is_one_of(sqlstate, {"40001", "40P01"})) return Trouble::kConflict;
  // The server goes down or comes up (57P), the connection broke (08), it waited too long within
  // a transaction (25P03), or it was prepared for a schema that has moved on (0A000, 26000).
  if (is_one_of(sqlstate, {"08", "57P", "25P03", "0A000", "26000", "40003"})) return Trouble::kLost;
  return Trouble::kNone;
}

bool leaves_commit_unknown(std::string_view sqlstate) {
  return trouble_of(sqlstate) == Trouble::kLost;
}

}  // namespace lawful
