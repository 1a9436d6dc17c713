#include "app/route_page.h"

#include <algorithm>

#include "app/due_list.h"
#include "app/page_lines.h"
#include "rules/expr_text.h"
#include "rules/provision_words.h"

namespace lawful {
namespace {

const Text kOpen = {"可走的路径", "Open"};
const Text kMay = {"可能可走（取决于未报告的事实）",
                   "Perhaps open (it hangs on what is not reported)"};
const Text kClosed = {"不可走的路径", "Not open"};
const Text kNone = {"所载入的法律没有规定路径。", "The loaded law tells no routes for this act."};
const Text kTurns = {"人数等变化时", "Where a count changes it"};

class RouteWriter {
 public:
  RouteWriter(const Decision& decision, const Routes& routes, Lang lang)
      : decision_(decision), law_(*decision.law), routes_(routes), lang_(lang), page_(lang) {}

  std::string write() {
    const Fact& kind = law_.vocabulary[kActKind];
    page_.line(0, decision_.act.name);
    page_.line(1, kind.values[static_cast<std::size_t>(decision_.act.kind)].label.in(lang_) +
                      " · " + format_date(decision_.evaluation.day));
    if (routes_.items.empty()) page_.say(1, kNone);
    group(Tri::kYes, kOpen);
    group(Tri::kUnknown, kMay);
    group(Tri::kNo, kClosed);
    turns();
    return page_.take();
  }

 private:
  void group(Tri open, const Text& title) {
    bool first = true;
    for (const RouteItem& item : routes_.items) {
      if (item.open != open) continue;
      if (first) page_.say(0, title);
      first = false;
      route(item);
    }
  }

  void route(const RouteItem& item) {
    const Rule& rule = law_.rules[item.rule];
    const Text unverified = {"  （未经核实）", "  (unverified)"};
    page_.line(1, rule.gist.in(lang_) + "  [" + rule.id + "]" +
                      (is_unverified(rule.mark) ? unverified.in(lang_) : ""));
    page_.line(2, provisions_words(law_, rule.cites, lang_));
    reasons(item);
    if (item.open == Tri::kNo) return;
    for (const Text& document : rule.schedule->documents)
      page_.line(2, Text{"材料：", "document: "}.in(lang_) + document.in(lang_));
    for (const DueTime& time : item.valid) page_.line(2, due_time_words(decision_, time, lang_));
    for (const DueItem& due : item.dues) page_.add(due_item_lines(decision_, due, lang_, 2));
  }

  void reasons(const RouteItem& item) {
    std::set<FactId> sources;
    for (const FactId fact : item.because)
      for (const FactId source : decision_.evaluation.facts.sources(fact)) sources.insert(source);
    for (const FactId fact : sources)
      if (fact != kActKind && fact != kActDate)
        page_.line(2, "- " + fact_text(law_, fact, decision_.evaluation.facts[fact], lang_));
    if (item.open != Tri::kUnknown) return;
    for (const FactId fact : item.missing)
      page_.line(
          2, "? " + law_.vocabulary[fact].ask.in(lang_) + "  (" + law_.vocabulary[fact].id + ")");
  }

  void turns() {
    if (routes_.turns.empty()) return;
    page_.say(0, kTurns);
    for (const Turn& turn : routes_.turns) {
      const Fact& fact = law_.vocabulary[turn.count];
      page_.line(1, fact.ask.in(lang_) + "  (" + fact.id + ")");
      for (const Band& band : turn.bands) page_.line(2, band_line(turn, band));
    }
  }

  // A route that no count of this turn changes is told above.
  static bool turns_with(const Turn& turn, std::size_t route) {
    return std::ranges::any_of(turn.bands, [&](const Band& band) {
      return band.open[route] != turn.bands.front().open[route];
    });
  }

  // Is there a route that is, or may be, open whatever this count?
  static bool any_constant(const Turn& turn) {
    for (std::size_t i = 0; i < turn.bands.front().open.size(); ++i)
      if (!turns_with(turn, i) && turn.bands.front().open[i] != Tri::kNo) return true;
    return false;
  }

  std::string band_line(const Turn& turn, const Band& band) const {
    const Fact& fact = law_.vocabulary[turn.count];
    const bool zh = lang_ == Lang::kZh;
    std::string range = number_text(band.low);
    if (band.high == fact.all().high()) {
      range = zh ? range + " 以上" : range + " or more";
    } else if (band.high != band.low) {
      range += " – " + number_text(band.high);
    }
    std::string names;
    for (std::size_t i = 0; i < band.open.size(); ++i) {
      if (band.open[i] == Tri::kNo || !turns_with(turn, i)) continue;
      const Rule& rule = law_.rules[routes_.items[i].rule];
      names += (names.empty() ? "" : zh ? "、" : ", ") + rule.id;
      if (band.open[i] == Tri::kUnknown) names += zh ? "（或许）" : " (perhaps)";
    }
    if (names.empty())
      names = any_constant(turn)
                  ? (zh ? "以上均不可走，其余路径不变" : "none of these; the others as above")
                  : (zh ? "无路径" : "no route");
    const ValueSet& now = decision_.evaluation.facts[turn.count];
    const bool here = now.low() >= band.low && now.high() <= band.high;
    return range + ": " + names + (here ? Text{"  ← 现在", "  ← now"}.in(lang_) : "");
  }

  const Decision& decision_;
  const Law& law_;
  const Routes& routes_;
  Lang lang_;
  PageLines page_;
};

}  // namespace

std::string route_page(const Decision& decision, const Routes& routes, Lang lang) {
  return RouteWriter(decision, routes, lang).write();
}

}  // namespace lawful
