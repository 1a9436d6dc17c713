#include "app/replay.h"

#include <algorithm>
#include <optional>

#include "app/cure_json.h"
#include "base/document.h"
#include "base/json.h"
#include "rules/act.h"
#include "rules/decision.h"
#include "rules/decision_json.h"

namespace lawful {
namespace {

const JsonValue* member(const JsonObject& object, std::string_view key, boost::json::kind kind) {
  const JsonValue* found = object.if_contains(key);
  return found != nullptr && found->kind() == kind ? found : nullptr;
}

std::string text_of(const JsonObject& object, std::string_view key) {
  const JsonValue* found = member(object, key, boost::json::kind::string);
  return found == nullptr ? "" : std::string(found->as_string());
}

// The packs and the vocabulary under which the answer was given must be the ones at hand.
Result<void> check_law(const JsonObject& answer, const Law& law) {
  const JsonValue* under = member(answer, "law", boost::json::kind::object);
  const JsonValue* packs =
      under == nullptr ? nullptr : member(under->as_object(), "packs", boost::json::kind::array);
  if (packs == nullptr) return fail(Code::kInvalid, "`law.packs` is missing");
  std::string recorded;
  for (const JsonValue& each : packs->as_array())
    if (each.is_object()) recorded += text_of(each.as_object(), "digest") + " ";
  std::string loaded;
  for (const Pack& pack : law.packs) loaded += pack.digest + " ";
  if (recorded != loaded || text_of(under->as_object(), "vocabulary") != law.vocabulary_digest)
    return fail(Code::kInvalid,
                "the answer was given under another version of the law than the one loaded; give "
                "that version with `--law-dir` or `--law`");
  return {};
}

Result<Readings> readings_of(const JsonObject& answer, const Law& law) {
  std::vector<std::string> choices;
  const JsonObject& under = answer.at("law").as_object();
  if (const JsonValue* readings = member(under, "readings", boost::json::kind::object))
    for (const auto& [name, choice] : readings->as_object())
      if (choice.is_string())
        choices.push_back(std::string(name) + "=" + choice.as_string().c_str());
  return choose_readings(law, choices);
}

// The act as a file would state it, so that the reader of acts checks it as it checks any other.
Result<Act> act_of(const JsonObject& answer, const std::string& place, const Law& law) {
  const JsonValue* facts = member(answer, "facts", boost::json::kind::object);
  if (facts == nullptr) return fail(Code::kInvalid, "`facts` is missing");
  JsonObject act = facts->as_object();
  for (const char* key : {"name", "kind", "at", "otherwise"})
    if (const JsonValue* value = member(answer, key, boost::json::kind::string)) act[key] = *value;
  if (const JsonValue* actors = member(answer, "actor", boost::json::kind::array))
    act["actor.label"] = *actors;
  if (const JsonValue* says = member(answer, "says", boost::json::kind::object))
    act["says"] = *says;
  const JsonObject file{{"act", JsonArray{std::move(act)}}};
  TRY(const Node document, read_document(write_json(file), place, Format::kJson));
  TRY(std::vector<Act> acts, read_acts(document, law));
  return std::move(acts.front());
}

Result<std::string> decide_again(const JsonObject& answer, const std::string& place, const Law& law,
                                 ActCures& cures) {
  const JsonValue* schema = member(answer, "schema", boost::json::kind::int64);
  if (schema == nullptr || schema->as_int64() != 1)
    return fail(Code::kInvalid, "not an answer of `decide --json`, schema 1");
  TRY_VOID(check_law(answer, law));
  TRY(Readings readings, readings_of(answer, law));
  TRY(const Act act, act_of(answer, place, law));
  if (!act.at) return fail(Code::kInvalid, "`at` is missing");
  TRY(Decision decision, decide(law, act, Query{std::nullopt, act.at->to, std::move(readings)}));
  // Where the date came from is told by the answer alone; it takes no part in the decision.
  decision.at_overridden = text_of(answer, "at_from") == "option";
  decision.at_today = text_of(answer, "at_from") == "today";
  return decision_with_cures(decision, cures);
}

}  // namespace

Result<std::vector<Replayed>> replay(std::string_view bytes, const std::string& file,
                                     const Law& law) {
  std::vector<Replayed> out;
  ActCures cures;
  int number = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const std::string place = file + ":" + std::to_string(number);
    if (out.size() == kReplayLinesMax)
      return fail(Code::kInvalid, place + ": more than 10,000 answers; split the file");
    // The document reader refuses what the JSON parser lets pass, a key that is there twice; the
    // empty lines give it the place.
    const std::string placed = std::string(static_cast<std::size_t>(number - 1), '\n').append(line);
    TRY_VOID(read_document(placed, file, Format::kJson));
    auto answer = parse_json(line);
    if (!answer) return fail(Code::kInvalid, place + ": " + answer.error().message);
    if (!answer->is_object()) return fail(Code::kInvalid, place + ": an answer is a JSON object");
    auto again = decide_again(answer->as_object(), place, law, cures);
    if (!again) return fail(Code::kInvalid, place + ": " + again.error().message);
    const bool same = *again == line;
    out.push_back({number, *std::move(again), same});
  }
  if (out.empty()) return fail(Code::kInvalid, file + ": holds no answer");
  return out;
}

}  // namespace lawful
