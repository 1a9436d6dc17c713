#include "bench/peer_work.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/json.h"

namespace lawful::bench {

namespace {

constexpr std::size_t kNodesMost = 60;  // of one rule, written out

class Writer {
 public:
  explicit Writer(const LawCircuit& law) : law_(law) {}

  // The expression, or nothing where a peer has no words for it. Adds to `read` the tests it reads.
  std::optional<JsonValue> write(Ref ref, std::vector<std::uint32_t>& read) {
    if (++nodes_ > kNodesMost || ref.node() == kUnknownRef.node()) return std::nullopt;
    if (is_constant(ref)) return JsonValue(ref == kYesRef);
    const CircuitNode& node = law_.circuit[ref];
    std::optional<JsonValue> out;
    if (node.op == NodeOp::kTest && !law_.tests[node.index].is_open_test) {
      out = JsonObject{{"atom", node.index}};
      read.push_back(node.index);
    } else if (node.op == NodeOp::kPossible) {
      out = write(node.inputs.front(), read);  // of what is known, possible is yes
    } else if (node.op == NodeOp::kAnd) {
      JsonArray parts;
      for (const Ref input : node.inputs) {
        auto part = write(input, read);
        if (!part) return std::nullopt;
        parts.push_back(*std::move(part));
      }
      out = JsonObject{{"and", std::move(parts)}};
    }
    if (!out || !ref.negated()) return out;
    return JsonObject{{"not", *std::move(out)}};
  }

  void next() { nodes_ = 0; }

 private:
  const LawCircuit& law_;
  std::size_t nodes_ = 0;
};

// Attributes are numbered as the rules read them, not as the circuit has its tests.
JsonValue renumbered(const JsonValue& value, const std::map<std::uint32_t, std::size_t>& numbers) {
  if (const auto* array = value.if_array()) {
    JsonArray out;
    for (const JsonValue& each : *array) out.push_back(renumbered(each, numbers));
    return out;
  }
  const auto* object = value.if_object();
  if (object == nullptr) return value;
  if (const auto* atom = object->if_contains("atom"))
    return JsonObject{{"atom", numbers.at(atom->to_number<std::uint32_t>())}};
  JsonObject out;
  for (const auto& [key, each] : *object) out[key] = renumbered(each, numbers);
  return out;
}

}  // namespace

PeerWork peer_work(const Plan& plan, std::vector<PreparedFacts>& requests, std::size_t most_rules) {
  PeerWork out;
  Writer writer(plan.circuit);
  std::map<std::uint32_t, std::size_t> numbers;
  JsonArray rules;
  for (std::uint32_t slot = 0; slot < plan.circuit.first_layer && rules.size() < most_rules;
       ++slot) {
    std::vector<std::uint32_t> read;
    writer.next();
    const auto breach = writer.write(plan.circuit.rules[slot].breach, read);
    if (!breach) continue;
    for (const std::uint32_t test : read)
      if (numbers.try_emplace(test, out.tests.size()).second) out.tests.push_back(test);
    out.slots.push_back(slot);
    rules.push_back(JsonObject{{"id", plan.law->rules[plan.circuit.rules[slot].rule].id},
                               {"violated", renumbered(*breach, numbers)}});
  }
  JsonArray bits;
  JsonArray expected;
  std::size_t without = 0;
  Verdict verdict = plan.verdict();
  std::erase_if(requests, [&](PreparedFacts& request) {
    std::string attributes;
    for (const std::uint32_t test : out.tests) {
      const Tri value = plan.circuit.tests[test].test.value(request.bits());
      if (value == Tri::kUnknown) return true;
      attributes += value == Tri::kYes ? '1' : '0';
    }
    decide(request, verdict);
    JsonArray violated;
    for (std::size_t i = 0; i < out.slots.size(); ++i)
      if (verdict.violated.contains(out.slots[i])) violated.push_back(i);
    without += violated.empty() ? 1 : 0;
    bits.push_back(JsonValue(attributes));
    expected.push_back(std::move(violated));
    return false;
  });
  JsonArray atoms;
  for (std::size_t i = 0; i < out.tests.size(); ++i)
    atoms.push_back(JsonValue("a" + std::to_string(i)));
  out.share_without_breach =
      requests.empty() ? 0 : static_cast<double>(without) / static_cast<double>(requests.size());
  out.json = write_json(JsonObject{{"atoms", std::move(atoms)},
                                   {"rules", std::move(rules)},
                                   {"requests", std::move(bits)},
                                   {"violated", std::move(expected)}});
  return out;
}

}  // namespace lawful::bench
