#include "app/dialogue.h"

#include <algorithm>
#include <istream>
#include <ostream>

#include "app/condition_words.h"
#include "app/reply.h"
#include "rules/expr_text.h"

namespace lawful {

namespace {

// No reply is this long; what is beyond cannot be one, and must not fill the memory.
constexpr std::size_t kLineMax = 1'000;

std::string trimmed(const std::string& line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string::npos) return "";
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

std::optional<std::string> Dialogue::read_line() {
  console_.out << "> " << std::flush;
  std::string line;
  char c = 0;
  while (console_.in.get(c) && c != '\n')
    if (line.size() < kLineMax) line += c;
  if (console_.in || !line.empty()) return line;
  console_.out << "\n";
  return std::nullopt;
}

// On a terminal the reader sees what was typed.
void Dialogue::echo(const std::string& text) {
  if (!console_.out_is_terminal) console_.out << text << "\n";
}

void Dialogue::complain(const std::string& problem) { console_.out << "! " << problem << "\n"; }

void Dialogue::nothing_before() { complain("this is the first question"); }

bool Dialogue::needs_day(const Act& act) const {
  if (!act.at) return true;
  const auto change = law_.next_change(act.at->from);
  return change && *change <= act.at->to;
}

Dialogue::Next Dialogue::ask_kind(Act& act) {
  const Fact& fact = law_.vocabulary[kActKind];
  console_.out << "\n" << lines_of(langs_, "", fact.ask) << choice_lines(fact, fact.all(), langs_);
  while (true) {
    const auto line = read_line();
    if (!line) return Next::kQuit;
    const Reply reply = read_reply(fact, fact.all(), *line);
    switch (reply.kind) {
      case ReplyKind::kValue:
        act.kind = static_cast<ActKind>(choices(fact, reply.value).front());
        echo(fact.values[choices(fact, reply.value).front()].name);
        return Next::kGoOn;
      case ReplyKind::kHelp:
        echo("h");
        console_.out << lines_of(langs_, "  ", fact.means);
        break;
      case ReplyKind::kBack:
        echo("b");
        nothing_before();
        break;
      case ReplyKind::kQuit:
        echo("q");
        return Next::kQuit;
      case ReplyKind::kUnknown:
        echo("?");
        complain("the law depends on the kind of the act; choose one");
        break;
      case ReplyKind::kBad:
        echo("");
        complain(reply.problem);
        break;
    }
  }
}

// The day or vague day that a line names, where the law stays the same throughout.
std::optional<Period> Dialogue::read_day(const std::string& line) {
  const Date today = beijing_date(console_.clock.now());
  const std::string text = trimmed(line);
  const auto period = text.empty() ? Result<Period>(Period{today, today}) : parse_period(text);
  if (!period) {
    echo("");
    complain(period.error().message);
    return std::nullopt;
  }
  echo(format_date(period->from) +
       (period->from == period->to ? "" : ".." + format_date(period->to)));
  const auto change = law_.next_change(period->from);
  if (!change || period->to < *change) return *period;
  complain("the law changes on " + format_date(*change) +
           ", within this period; name a side of it");
  return std::nullopt;
}

Dialogue::Next Dialogue::ask_day(Act& act) {
  const Fact& fact = law_.vocabulary[kActDate];
  const std::string today = format_date(beijing_date(console_.clock.now()));
  console_.out << "\n"
               << lines_of(langs_, "", fact.ask) << "  "
               << beside(langs_, {"如 2024-05-01 或 2024；直接回车即今天（" + today + "）",
                                  "such as 2024-05-01 or 2024; nothing means today, " + today})
               << "\n";
  while (true) {
    const auto line = read_line();
    if (!line) return Next::kQuit;
    const ReplyKind kind = read_reply(fact, fact.all(), *line).kind;
    if (kind == ReplyKind::kQuit || kind == ReplyKind::kBack) {
      echo(kind == ReplyKind::kQuit ? "q" : "b");
      return kind == ReplyKind::kQuit ? Next::kQuit : Next::kBack;
    }
    if (kind == ReplyKind::kHelp || kind == ReplyKind::kUnknown) {
      echo(kind == ReplyKind::kHelp ? "h" : "?");
      console_.out << lines_of(langs_, "  ", fact.means);
      continue;
    }
    if (const auto period = read_day(*line)) {
      act.at = *period;
      return Next::kGoOn;
    }
  }
}

// States the reply, or says why it cannot be.
bool Dialogue::accept(Interview& interview, const ValueSet& value) {
  const auto refusal = interview.answer(value);
  if (!refusal) return true;
  std::string names;
  for (const FactId fact : refusal->facts)
    names += (names.empty() ? "`" : ", `") + law_.vocabulary[fact].id + "`";
  complain("this contradicts what was said: " + names +
           (refusal->cites.empty() ? "" : " (by " + to_string(refusal->cites.front()) + ")") +
           "; reply otherwise, or go back with `b`");
  return false;
}

// Uses the reply that the start holds, once: where it is not precise enough, or contradicts what
// was said since, the question goes to the reader.
bool Dialogue::reply_from(Interview& interview, const std::vector<StatedFact>& replies) {
  const Question& question = *interview.question();
  const FactId fact = question.fact;
  const auto found = std::ranges::find(replies, fact, &StatedFact::fact);
  if (found == replies.end() || std::ranges::find(replied_, fact) != replied_.end()) return false;
  replied_.push_back(fact);
  console_.out << question_page(law_, question, ++asked_, langs_) << "> "
               << value_text(law_, fact, found->value, langs_.front()) << "\n";
  accept(interview, found->value);
  return true;
}

Dialogue::Next Dialogue::ask(Interview& interview) {
  const Question question = *interview.question();
  const Fact& fact = law_.vocabulary[question.fact];
  console_.out << question_page(law_, question, ++asked_, langs_);
  while (true) {
    const auto line = read_line();
    if (!line) return Next::kQuit;
    const Reply reply = read_reply(fact, question.possible, *line);
    switch (reply.kind) {
      case ReplyKind::kValue:
        echo(value_text(law_, question.fact, reply.value, langs_.front()));
        if (accept(interview, reply.value)) return Next::kGoOn;
        break;
      case ReplyKind::kUnknown:
        echo("?");
        interview.withhold();
        return Next::kGoOn;
      case ReplyKind::kHelp:
        echo("h");
        console_.out << why_page(law_, question, interview.act().at->from, langs_);
        break;
      case ReplyKind::kBack:
        echo("b");
        return Next::kBack;
      case ReplyKind::kQuit:
        echo("q");
        return Next::kQuit;
      case ReplyKind::kBad:
        echo("");
        complain(reply.problem);
        break;
    }
  }
}

// Until nothing can change the answer (kGoOn), or the reader quits, or goes back before the first
// question.
Dialogue::Next Dialogue::ask_questions(Interview& interview,
                                       const std::vector<StatedFact>& replies) {
  asked_ = 0;
  replied_.clear();
  while (interview.question()) {
    if (reply_from(interview, replies)) continue;
    const Next next = ask(interview);
    if (next == Next::kQuit) return Next::kQuit;
    if (next == Next::kGoOn) continue;
    if (!interview.back()) return Next::kBack;
    asked_ = asked_ > 2 ? asked_ - 2 : 0;
  }
  return Next::kGoOn;
}

Result<std::optional<Interview>> Dialogue::run(Start start) {
  const bool asks_kind = !start.kind_known;
  const bool asks_day = needs_day(start.act);
  enum class Stage { kKind, kDay, kQuestions };
  const Stage first = asks_kind ? Stage::kKind : asks_day ? Stage::kDay : Stage::kQuestions;
  console_.out << keys_page(langs_);
  if (asks_day && start.act.at)
    console_.out << lines_of(langs_, "",
                             {"行为期间内法律有变化，须指明在哪一侧",
                              "the law changes within the period of the act, so its day is asked"});
  Stage stage = first;
  while (true) {
    Next next = Next::kGoOn;
    switch (stage) {
      case Stage::kKind:
        next = ask_kind(start.act);
        if (next == Next::kGoOn) stage = asks_day ? Stage::kDay : Stage::kQuestions;
        break;
      case Stage::kDay:
        next = ask_day(start.act);
        if (next == Next::kGoOn) stage = Stage::kQuestions;
        if (next == Next::kBack && !asks_kind) nothing_before();
        if (next == Next::kBack && asks_kind) stage = Stage::kKind;
        break;
      case Stage::kQuestions: {
        TRY(Interview interview, Interview::begin(law_, start.act, readings_, answer_));
        next = ask_questions(interview, start.replies);
        if (next != Next::kBack) return std::optional<Interview>(std::move(interview));
        if (stage == first) nothing_before();
        stage = asks_day ? Stage::kDay : first;
        break;
      }
    }
    if (next == Next::kQuit) return std::optional<Interview>();
  }
}

}  // namespace lawful
