#include "app/find_place.h"

namespace lawful {

bool looks_like_provision(const std::string& text) {
  return parse_provision(text, "law").has_value();
}

Result<Provision> find_place(const Law& law, const std::string& text) {
  if (law.packs.empty()) return fail(Code::kInvalid, "no law is loaded");
  TRY(Provision place, parse_provision(text, law.packs.front().law));
  auto resolved = law.resolve(std::move(place));
  if (!resolved) return fail(Code::kInvalid, resolved.error().message);
  return resolved;
}

}  // namespace lawful
