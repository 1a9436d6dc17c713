#pragma once
// JSON as values: Boost.JSON's types under our names, read within limits and
// written in one canonical form.
//
//   TRY(JsonValue value, parse_json(body));
//   write_json(value)   keys sorted by their bytes, no spaces: equal values give
//                       equal bytes, fit to be hashed or compared
//   pretty_json(value)  two spaces, keys as they were inserted: for people
//
// An input document whose errors must point at a line is read by
// base/document.h instead. Include this header in .cc files only: it is heavy.

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lawful {

using JsonValue = boost::json::value;
using JsonObject = boost::json::object;
using JsonArray = boost::json::array;

struct JsonLimits {
  std::size_t bytes_max = std::size_t{16} << 20;  // The largest legitimate input document.
  std::size_t depth_max = 64;                     // Reader and destructor recurse once a level.
};

// Refuses (kInvalid) what is not one JSON value in UTF-8 or breaks a limit. The
// message holds the place, never the text. Of a repeated key the last one wins;
// read_document refuses it.
Result<JsonValue> parse_json(std::string_view text, const JsonLimits& limits = {});

// Doubles must be finite; they are written shortest and keep a point or exponent,
// so that they read back as doubles.
std::string write_json(const JsonValue& value);
std::string pretty_json(const JsonValue& value);

// The double nearest to what `text` writes. Boost.JSON 1.81 may be one bit off;
// `parsed` is what it made, and is kept where the digits underflow.
double nearest_double(std::string_view text, double parsed);

}  // namespace lawful
