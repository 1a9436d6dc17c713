#include "app/schedule_page.h"

#include <chrono>

#include "app/page_lines.h"
#include "rules/provision_words.h"
#include "rules/schedule_words.h"

namespace lawful {
namespace {

std::string named(const Law& law, const Rule& rule, Lang lang) {
  return "- " + rule.gist.in(lang) + "  (" + rule.id + ", " +
         provision_words(law, rule.cites.front(), lang) + ")";
}

void add_timings(const Law& law, const Rule& rule, Lang lang, PageLines& out) {
  if (rule.schedule->timings.empty()) return;
  if (rule.sort == Sort::kRoute) {
    out.say(1, {"有效期", "How long it lasts"});
  } else {
    out.say(1, {"时间", "When"});
  }
  for (const Timing& timing : rule.schedule->timings)
    out.line(2, "- " + timing_words(law, timing, day_shown(rule), lang));
}

// Of a route: the due rules that belong to it.
void add_members(const Law& law, const Rule& route, Lang lang, PageLines& out) {
  bool first = true;
  for (GroupId group = 0; group < law.groups.size(); ++group) {
    const Rule& rule = newest(law, group);
    if (!rule.schedule || rule.schedule->route != route.group) continue;
    if (first) out.say(1, {"此路径的期限", "What is due on this route"});
    first = false;
    out.line(2, named(law, rule, lang));
  }
}

}  // namespace

Date day_shown(const Rule& rule) {
  using std::chrono::year;
  if (!rule.in_force.until) return Date{year{9999} / 12 / 31};
  return Date{std::chrono::sys_days{*rule.in_force.until} - std::chrono::days{1}};
}

std::string schedule_page(const Law& law, const Rule& rule, Lang lang, Depth depth) {
  PageLines out(lang);
  const Schedule& schedule = *rule.schedule;
  if (schedule.route) {
    out.say(1, {"所属路径", "Belongs to the route"});
    out.line(2, named(law, newest(law, *schedule.route), lang));
  }
  add_timings(law, rule, lang, out);
  if (!schedule.documents.empty()) out.say(1, {"提交的材料", "Handed in"});
  for (const Text& document : schedule.documents) out.line(2, "- " + document.in(lang));
  if (schedule.done) {
    const Text done = {"已办理的条件", "Done where"};
    out.add(condition_words(law, done.in(lang), *schedule.done, lang, 1, depth));
  }
  if (rule.sort == Sort::kRoute) add_members(law, rule, lang, out);
  return out.take();
}

}  // namespace lawful
