#pragma once
// Words of the engines as words of the interface, and back.
//
// In lawful::v1 a plain name is the interface's; that of an engine is written with `lawful::`.

#include "base/result.h"
#include "lawful/lawful.h"
#include "rules/law.h"

namespace lawful::v1 {

Error face_error(lawful::Error error, Code code = Code::kInvalid);
inline Error misuse(std::string message) { return {Code::kMisuse, std::move(message), {}}; }

inline Words words(const Text& text) { return {text.zh, text.en}; }

constexpr Outcome face_outcome(lawful::Outcome outcome) { return static_cast<Outcome>(outcome); }
constexpr ActKind act_kind(Kind kind) { return static_cast<ActKind>(kind); }
static_assert(static_cast<int>(Outcome::kOutOfScope) ==
              static_cast<int>(lawful::Outcome::kOutOfScope));
static_assert(static_cast<int>(Kind::kClaim) == static_cast<int>(ActKind::kClaim));

// The values of `fact`: possibly none of its own, which whoever states them refuses.
ValueSet value_set(const Fact& fact, const Values& values);
Values face_values(const Fact& fact, const ValueSet& set);

// Is there such a fact, and can it have `values`? Errors: kInvalid.
lawful::Result<ValueSet> checked_values(const lawful::Law& law, FactId fact, const Values& values);

// A day on which an engine or a residue does not hold.
Error expired(const char* what, Date day, Date from, const std::optional<Date>& until);

}  // namespace lawful::v1
