#include "rules/decision_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/check.h"
#include "rules/expr_text.h"
#include "rules/provision_words.h"
#include "rules/step_text.h"

namespace lawful {

namespace {

// Questions and open rules shown before the rest is only counted; --json lists them all.
constexpr std::size_t kQuestionsMax = 8;
constexpr std::size_t kOpenMax = 8;

// The fixed words of an answer. Zh first, as everywhere.
const std::map<std::string, Text>& words() {
  static const std::map<std::string, Text> kWords = {
      {"lawful", {"合法", "LAWFUL"}},
      {"unlawful", {"违法", "UNLAWFUL"}},
      {"undetermined", {"尚不能判断", "UNDETERMINED"}},
      {"out-of-scope", {"不适用", "OUT OF SCOPE"}},
      {"inadmissible", {"不予受理", "inadmissible"}},
      {"hypothetical", {"假设：有草案参与判断", "hypothetical: a draft takes part"}},
      {"violated", {"违反", "Violated"}},
      {"breached",
       {"另有未履行的义务（不影响本行为合法与否）",
        "Obligations breached beside it (they do not change the outcome)"}},
      {"follows", {"由此得出", "It follows"}},
      {"open", {"未定", "Open"}},
      {"assumed",
       {"推定合规（依 otherwise = in-order）", "Taken to be in order (otherwise = in-order)"}},
      {"scope", {"适用范围", "Scope"}},
      {"entitled", {"处理依据", "Basis"}},
      {"questions", {"还需查明", "To be answered"}},
      {"readings", {"采用的解释", "Readings"}},
      {"sensitive", {"改采另一解释，结论即不同", "the other choice would change the outcome"}},
      {"subject", {"取决于未载入的规定：", "subject to instruments not loaded: "}},
      {"judgement", {"（评价）", " (a judgement)"}},
      {"today",
       {"文件未写明日期，按今天（北京时间）判断",
        "no date in the file: decided for today in Beijing"}},
      {"override", {"日期由 --at 指定，覆盖文件所写日期", "--at replaces the date in the file"}},
      {"sides",
       {"期间内法律有变化，前后结论不同",
        "the law changed within the period, and the outcomes differ"}},
      {"unreached",
       {"所载入的法律中，没有决定这一行为合法与否的规则",
        "no rule of the loaded law that decides speaks to this act"}},
      {"not-in-force", {"当日尚未施行（或已失效）", "not in force on that day"}},
      {"next", {"法律的下一次变化：", "the law changes next on "}},
      {"unverified", {"依据尚未核实：", "rests on unverified text: "}},
      {"disputed",
       {"共同行为人说法不一，不作认定：", "the joint actors disagree, so neither is taken: "}},
      {"instruments", {" · 现行实施规定 {} 部", " · instruments in force: {}"}},
      {"presumed", {"依法推定：", "presumed by law: "}},
  };
  return kWords;
}

class Writer {
 public:
  Writer(const Decision& decision, Lang lang, bool explain)
      : d_(decision), law_(*decision.law), lang_(lang), explain_(explain) {}

  std::string write();

 private:
  const std::string& word(const std::string& key) const { return words().at(key).in(lang_); }
  std::string provision(const Provision& place) const {
    return provision_words(law_, place, lang_);
  }
  const Rule& rule(std::uint32_t index) const { return law_.rules[index]; }
  void line(int depth, const std::string& text) {
    out_ += std::string(static_cast<std::size_t>(depth) * 2, ' ') + text + "\n";
  }

  void head();
  std::string packs() const;
  void notes();
  void disputed();
  void unverified();
  void scope();
  void violated(const std::string& title, bool counting, bool derived);
  void open();
  void finding(const Finding& finding);
  void assumed();
  void basis();
  void questions();
  void readings();
  void tree(std::uint32_t rule);
  const RuleResult& result(std::uint32_t rule) const;
  std::string more(std::size_t count) const;

  const Decision& d_;
  const Law& law_;
  Lang lang_;
  bool explain_;
  std::string out_;
};

std::string period_words(const Period& period) {
  const std::string from = format_date(period.from);
  return period.from == period.to ? from : from + " – " + format_date(period.to);
}

void Writer::head() {
  std::string outcome = word(to_string(d_.outcome));
  if (!d_.label.empty()) outcome += " (" + word(d_.label) + ")";
  line(0, outcome + "  " + d_.act.name);
  const Fact& kind = law_.vocabulary[kActKind];
  line(1, fmt::format("{} · {} · {}",
                      kind.values[static_cast<std::size_t>(d_.act.kind)].label.in(lang_),
                      period_words(d_.at), packs()));
}

// The laws by name; of the instruments under them only how many are in force.
std::string Writer::packs() const {
  std::string out;
  std::size_t instruments = 0;
  for (const Pack& pack : law_.packs) {
    if (pack.under.empty()) {
      out += (out.empty() ? "" : ", ") + pack.law + "@" + pack.version;
    } else if (pack.in_force.contains(d_.evaluation.day)) {
      ++instruments;
    }
  }
  if (instruments == 0) return out;
  return out + fmt::format(fmt::runtime(word("instruments")), instruments);
}

void Writer::notes() {
  if (d_.at_overridden) line(1, word("override"));
  if (d_.at_today) line(1, word("today"));
  if (d_.segments.size() > 1) {
    bool differ = false;
    std::string sides;
    for (const Segment& segment : d_.segments) {
      differ |= segment.outcome != d_.segments.front().outcome;
      sides += fmt::format("{}{} {}", sides.empty() ? "" : "; ", format_date(segment.from),
                           word(to_string(segment.outcome)));
    }
    if (differ) line(1, word("sides") + ": " + sides);
  }
  for (const Presumed& presumed : d_.evaluation.presumed)
    line(1, word("presumed") + rule(presumed.rule).gist.in(lang_) + " — " +
                provision(rule(presumed.rule).cites.front()));
  const Outcome side = d_.evaluation.outcome;
  if (side == Outcome::kUndetermined && !d_.evaluation.reached) line(1, word("unreached"));
  unverified();
  if (d_.next_change) line(1, word("next") + format_date(*d_.next_change));
}

void Writer::unverified() {
  std::set<std::string> places;
  for (std::uint32_t used : d_.evaluation.used.rules)
    if (is_unverified(rule(used).mark)) places.insert(to_string(rule(used).cites.front()));
  for (std::uint32_t used : d_.evaluation.used.params)
    if (is_unverified(law_.params[used].mark))
      places.insert(to_string(law_.params[used].cites.front()));
  std::string list;
  for (const std::string& place : places) list += (list.empty() ? "" : ", ") + place;
  if (!list.empty()) line(1, word("unverified") + list);
}

// Each disputed fact, and who says what of it.
void Writer::disputed() {
  for (FactId fact : d_.act.disputed) {
    line(1, word("disputed") + law_.vocabulary[fact].ask.in(lang_));
    for (const Statement& said : d_.act.says)
      for (const StatedFact& each : said.facts)
        if (each.fact == fact)
          line(2, "- " + said.actor + ": " + value_text(law_, fact, each.value, lang_));
  }
}

void Writer::scope() {
  for (const PackScope& pack : d_.evaluation.scopes) {
    if (pack.in_scope == Tri::kYes || !is_told(law_, pack)) continue;
    const Pack& source = law_.packs[pack.pack];
    line(0, word("scope"));
    if (!pack.in_force)
      line(1, fmt::format("{}  {}", provision(source.in_force_by), word("not-in-force")));
    for (const RuleResult& each : pack.scopes) {
      if (each.requirement == Tri::kYes) continue;
      line(1, fmt::format("{}  {}", provision(rule(each.rule).cites.front()),
                          rule(each.rule).gist.in(lang_)));
      if (explain_) out_ += step_text(law_, d_.evaluation.facts, each.when, lang_, 2);
    }
  }
}

// What was stated and leads to the finding; not every fact that follows from it.
std::vector<FactId> stated_reasons(const Facts& facts, const Finding& finding) {
  std::set<FactId> out;
  for (FactId fact : finding.facts) {
    const std::vector<FactId> sources = facts.sources(fact);
    out.insert(sources.begin(), sources.end());
  }
  out.erase(kActKind);
  return {out.begin(), out.end()};
}

void Writer::finding(const Finding& finding) {
  const Rule& source = rule(finding.rule);
  const std::string cites = provisions_words(law_, source.cites, lang_);
  line(1, fmt::format("{}  {}  [{}]", cites, source.gist.in(lang_), source.id));
  if (finding.status == Status::kViolated)
    for (FactId fact : stated_reasons(d_.evaluation.facts, finding)) {
      const bool judged = law_.vocabulary[fact].evaluative.has_value();
      line(2, "- " + fact_text(law_, fact, d_.evaluation.facts[fact], lang_) +
                  (judged ? word("judgement") : ""));
    }
  std::string subject;
  for (const Provision& place : finding.subject_to)
    subject += (subject.empty() ? "" : ", ") + to_string(place);
  if (!subject.empty()) line(2, word("subject") + subject);
  if (explain_) tree(finding.rule);
}

const RuleResult& Writer::result(std::uint32_t index) const {
  const auto found = std::find_if(d_.evaluation.rules.begin(), d_.evaluation.rules.end(),
                                  [&](const RuleResult& each) { return each.rule == index; });
  CHECK(found != d_.evaluation.rules.end());
  return *found;
}

void Writer::tree(std::uint32_t index) {
  out_ += result_text(law_, d_.evaluation.facts, result(index), lang_, 2);
}

std::string Writer::more(std::size_t count) const {
  return lang_ == Lang::kZh ? fmt::format("……另有 {} 项，见 --json", count)
                            : fmt::format("… and {} more, see --json", count);
}

void Writer::violated(const std::string& title, bool counting, bool derived) {
  bool first = true;
  for (const Finding& each : d_.findings) {
    const bool is_derived = rule(each.rule).sort == Sort::kDerived;
    if (each.status != Status::kViolated || is_derived != derived ||
        (!derived && each.counting != counting))
      continue;
    if (first) line(0, word(title));
    first = false;
    finding(each);
  }
}

// Open rules that surely speak to the act, the most pertinent first; the rest is counted.
void Writer::open() {
  std::vector<const Finding*> shown;
  std::size_t left = 0;
  for (const Finding& each : d_.findings) {
    if (each.status != Status::kOpen || !each.counting) continue;
    if (result(each.rule).trigger == Tri::kYes) {
      shown.push_back(&each);
    } else {
      ++left;
    }
  }
  if (shown.size() > kOpenMax) {
    left += shown.size() - kOpenMax;
    shown.resize(kOpenMax);
  }
  if (shown.empty() && left == 0) return;
  line(0, word("open"));
  for (const Finding* each : shown) finding(*each);
  if (left > 0) line(1, more(left));
}

// One line for each law, its provisions in their order and once each.
void Writer::assumed() {
  std::map<std::string, std::set<Provision>> places;
  std::vector<std::string> laws;  // in the order of the packs
  for (const Pack& pack : law_.packs)
    if (std::find(laws.begin(), laws.end(), pack.law) == laws.end()) laws.push_back(pack.law);
  for (const Finding& each : d_.findings)
    if (each.status == Status::kAssumed)
      places[rule(each.rule).cites.front().law].insert(rule(each.rule).cites.front());
  if (places.empty()) return;
  line(0, word("assumed"));
  for (const std::string& law : laws) {
    const std::set<Provision>& of_law = places[law];
    if (!of_law.empty()) line(1, provisions_words(law_, {of_law.begin(), of_law.end()}, lang_));
  }
}

void Writer::basis() {
  if (d_.entitlements.empty()) return;
  line(0, word("entitled"));
  for (std::uint32_t ground : d_.entitlements)
    line(1,
         fmt::format("{}  {}", provision(rule(ground).cites.front()), rule(ground).gist.in(lang_)));
}

void Writer::questions() {
  std::size_t shown = 0;
  std::size_t left = 0;
  for (const MissingFact& missing : d_.missing) {
    if (d_.outcome != Outcome::kUndetermined || !missing.decides) continue;
    if (shown == kQuestionsMax) {
      ++left;
      continue;
    }
    if (shown++ == 0) line(0, word("questions"));
    const Fact& fact = law_.vocabulary[missing.fact];
    line(1, fmt::format("? {}  ({})", fact.ask.in(lang_), fact.id));
  }
  if (left > 0) line(1, more(left));
}

void Writer::readings() {
  if (d_.reading_sensitive.empty()) return;
  line(0, word("readings"));
  for (std::uint32_t r : d_.reading_sensitive) {
    const Reading& reading = law_.readings[r];
    line(1, fmt::format("{} = {}  {}", reading.name, reading.choices[d_.readings[r]].name,
                        reading.choices[d_.readings[r]].gist.in(lang_)));
    line(2, word("sensitive"));
  }
}

std::string Writer::write() {
  head();
  notes();
  disputed();
  scope();
  if (d_.evaluation.outcome != Outcome::kOutOfScope) {
    violated("violated", true, false);
    violated("follows", false, true);
    violated("breached", false, false);
    basis();
    if (d_.outcome == Outcome::kUndetermined) open();
    assumed();
  }
  questions();
  readings();
  return out_;
}

// Places once each, in the order of the law; the first few of many.
std::string places(const Law& law, const std::set<Provision>& set, std::size_t most) {
  std::string out;
  std::size_t shown = 0;
  for (const Provision& place : set) {
    if (shown++ == most) return out + fmt::format(" +{}", set.size() - most);
    const Pack* pack = law.find_pack(place.law);
    const bool of_instrument = pack != nullptr && !pack->under.empty();
    out += (out.empty() ? "" : " ") +
           to_string(place).substr(of_instrument ? 0 : place.law.size() + 1);
  }
  return out;
}

}  // namespace

std::string to_text(const Decision& decision, Lang lang, bool explain) {
  return Writer(decision, lang, explain).write();
}

std::string to_line(const Decision& decision, Lang lang) {
  std::set<Provision> violated;
  std::set<Provision> open;
  const std::vector<RuleResult> no_scopes;
  for (const Finding& finding : decision.findings) {
    if (!finding.counting) continue;
    const Provision& place = decision.law->rules[finding.rule].cites.front();
    if (finding.status == Status::kViolated) violated.insert(place);
    if (finding.status == Status::kOpen) open.insert(place);
  }
  for (const PackScope& pack : decision.evaluation.scopes)
    for (const RuleResult& scope : is_told(*decision.law, pack) ? pack.scopes : no_scopes)
      if (scope.requirement == Tri::kUnknown)
        open.insert(decision.law->rules[scope.rule].cites.front());
  std::string out = words().at(to_string(decision.outcome)).in(lang);
  if (!decision.label.empty()) out += " (" + words().at(decision.label).in(lang) + ")";
  out += "  " + decision.act.name;
  if (!violated.empty()) out += "  ✗ " + places(*decision.law, violated, violated.size());
  if (!open.empty() && decision.outcome == Outcome::kUndetermined)
    out += "  ? " + places(*decision.law, open, kOpenMax);
  return out;
}

}  // namespace lawful
