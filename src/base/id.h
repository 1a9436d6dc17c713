#pragma once
// The name of a record. Id<Request> and Id<Activity> are different types, so
// that one cannot be passed for the other.
//
// Invariant: an id is made by the program or chosen by the handler for a record;
// it never holds a person's name or number, since ids may be logged.

#include <compare>
#include <string>

namespace lawful {

template <class Tag>
struct Id {
  std::string text;

  auto operator<=>(const Id&) const = default;
};

}  // namespace lawful
