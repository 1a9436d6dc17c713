// The JSON face of the timeline.

#include <algorithm>

#include "app/draft_source.h"
#include "app/law_changes.h"
#include "app/timeline_page.h"
#include "base/json.h"

namespace lawful {
namespace {

JsonObject text_json(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

JsonValue number_json(std::optional<std::int64_t> number) {
  return number ? JsonValue(*number) : JsonValue(nullptr);
}

JsonArray provisions_json(const std::vector<Provision>& provisions) {
  JsonArray out;
  for (const Provision& provision : provisions) out.emplace_back(to_string(provision));
  return out;
}

JsonObject pack_json(const Pack& pack) {
  return {{"pack", pack.law + "@" + pack.version},
          {"title", text_json(pack.title)},
          {"status", to_string(pack.status)},
          {"from", format_date(pack.in_force.from)},
          {"until",
           pack.in_force.until ? JsonValue(format_date(*pack.in_force.until)) : JsonValue(nullptr)},
          {"mark", to_string(pack.mark)}};
}

JsonObject change_json(const Law& law, const LawChange& change) {
  JsonObject out{{"change", to_string(change.kind)}};
  const auto add = [&](const char* kind, const std::string& id, const std::vector<Provision>& cites,
                       Mark mark) {
    out[kind] = id;
    out["provisions"] = provisions_json(cites);
    out["mark"] = to_string(mark);
  };
  switch (change.kind) {
    case ChangeKind::kPackBegins:
    case ChangeKind::kPackEnds:
      for (const auto& member : pack_json(law.packs[change.index]))
        out[member.key()] = member.value();
      break;
    case ChangeKind::kValueBegins:
    case ChangeKind::kValueChanges:
    case ChangeKind::kValueEnds: {
      const Param& param = law.params[change.index];
      add("param", param.id, param.cites, param.mark);
      out["unit"] = param.unit;
      out["before"] = number_json(change.before);
      out["after"] = number_json(change.after);
      break;
    }
    case ChangeKind::kRuleBegins:
    case ChangeKind::kRuleChanges:
    case ChangeKind::kRuleEnds: {
      const Rule& rule = law.rules[change.index];
      add("rule", rule.id, rule.cites, rule.mark);
      out["sort"] = to_string(rule.sort);
      break;
    }
    case ChangeKind::kImplicationBegins:
    case ChangeKind::kImplicationEnds:
      out["provisions"] = provisions_json(law.implications[change.index].cites);
      break;
  }
  return out;
}

JsonObject day_json(const Law& law, const ChangeDay& day) {
  JsonArray changes;
  for (const LawChange& change : day.changes) changes.push_back(change_json(law, change));
  return {{"day", format_date(day.day)}, {"changes", std::move(changes)}};
}

JsonArray drafts_json(const std::vector<TimelineDraft>& drafts) {
  JsonArray out;
  for (const TimelineDraft& draft : drafts) {
    const Pack* pack = draft.law ? find_version(*draft.law, draft.name) : nullptr;
    if (pack != nullptr) {
      out.push_back(pack_json(*pack));
    } else {
      out.push_back(
          JsonObject{{"pack", draft.name}, {"error", draft.law ? "" : draft.law.error().message}});
    }
  }
  return out;
}

}  // namespace

std::string timeline_json(const Law& law, const std::vector<TimelineDraft>& drafts,
                          std::optional<Date> at) {
  const std::vector<ChangeDay> days = changes_of(law);
  JsonObject out;
  if (at) {
    out["at"] = format_date(*at);
    JsonArray packs;
    for (const Pack& pack : law.packs)
      if (pack.in_force.contains(*at)) packs.push_back(pack_json(pack));
    out["in_force"] = std::move(packs);
    const auto next = std::ranges::find_if(days, [&](const auto& each) { return each.day > *at; });
    out["last_change"] =
        next == days.begin() ? JsonValue(nullptr) : JsonValue(day_json(law, *std::prev(next)));
    out["next_change"] = next == days.end() ? JsonValue(nullptr) : JsonValue(day_json(law, *next));
  } else {
    JsonArray all;
    for (const ChangeDay& day : days) all.push_back(day_json(law, day));
    out["days"] = std::move(all);
  }
  out["drafts"] = drafts_json(drafts);
  return pretty_json(out) + "\n";
}

}  // namespace lawful
