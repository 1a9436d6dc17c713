#pragma once
// The part of the law that other engines can say, and requests for it: what bench/peers is told.
//
// A rule is told to the peers when its breach is made of `and`, `or`, `not` and tests of facts
// alone, and is not too long written out as a tree. Its tests become the attributes of a request.
// Requests are acts of which everything is known, since the peers know yes and no only.

#include <string>
#include <vector>

#include "compile/compiled_law.h"

namespace lawful::bench {

struct PeerWork {
  std::vector<std::uint32_t> slots;  // of the rules that are told, in Plan::circuit.rules
  std::vector<std::uint32_t> tests;  // of the circuit: attribute i is tests[i]
  std::string json;                  // see bench/peers/README.md
  double share_without_breach = 0;   // of the requests
};

// `requests` must be narrowed facts of `plan`. Those that leave an attribute unknown are left out.
PeerWork peer_work(const Plan& plan, std::vector<PreparedFacts>& requests, std::size_t most_rules);

}  // namespace lawful::bench
