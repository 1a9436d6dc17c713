#pragma once
// `lawful law check`, second half: what only a solver finds, told with its witnesses.

#include <cstddef>
#include <string>

#include "app/console.h"
#include "base/result.h"
#include "rules/law.h"

namespace lawful {

struct ProofRequest {
  std::string replay;  // how `decide` is called with the same law: `lawful decide --law-dir law`
  std::string folder;  // where witnesses go; empty: they stand in the messages
};

// Prints each flaw of `law` as an error, and writes its witness; returns how many there are. Says
// on a terminal how far it is when it takes more than a second. Errors: kInvalid where a witness
// cannot be written, or another file has its name.
Result<std::size_t> prove_law(const Law& law, const ProofRequest& request, Console& console);

}  // namespace lawful
