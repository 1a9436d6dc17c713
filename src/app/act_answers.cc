#include "app/act_answers.h"

#include <algorithm>
#include <ostream>

#include "app/act_input.h"
#include "app/calendar_source.h"
#include "app/law_source.h"

namespace lawful {

int answer_acts(const Call& call, Console& console, const ActAnswer& answer) {
  if (std::ranges::count(call.arguments, "-") > 1)
    return misuse(console, *call.command, "standard input can be read once");
  const auto law = law_of(call);
  if (!law) return refuse(console, law.error());
  const auto calendar = calendar_of(call, console);
  if (!calendar) return refuse(console, calendar.error());
  auto query = query_of(call, *law, console);
  if (!query) return refuse(console, query.error());
  query->try_readings = false;  // none of these answers tells which readings are sensitive
  auto all = acts_of(call, *law, *query, console);
  if (!all) return refuse(console, all.error());
  const auto acts = named_acts(call, *std::move(all));
  if (!acts) return refuse(console, acts.error());
  warn_of_drafts(*law, call, console);
  std::string out;
  for (const Act& act : *acts) {
    const auto decision = decide(*law, act, *query);
    if (!decision) return refuse(console, Error{Code::kCorrupt, decision.error().message});
    const auto text = answer(*decision, calendar->calendar);
    if (!text) return refuse(console, text.error());
    const bool json = call.has("--json");
    out += json || out.empty() ? *text : "\n" + *text;
    if (json) out += "\n";
  }
  console.out << out;
  return exit_status(Exit::kOk);
}

}  // namespace lawful
