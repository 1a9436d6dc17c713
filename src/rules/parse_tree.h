#pragma once
// Packs and vocabulary as written: what the parser makes and the linker resolves. Names are still
// words, nothing is checked against anything else. Every view is into the text of its file.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/law.h"
#include "rules/load_messages.h"
#include "rules/parse_markdown.h"

namespace lawful {

struct Word {
  std::string_view text;
  Site at;
};

// `zh "…" en "…"`; a side that is not written is empty.
struct Gist {
  Text text;
  Site at;
};

// `[13.1.2]` or `[pipl:13.1]`; an empty law is the pack's own.
struct Citation {
  std::string_view law;
  Provision place;  // without its law
  Site at;
};

struct WrittenInterval {
  DayInterval days;
  Site at;
};

enum class NodeKind {
  kConst,
  kAnd,
  kOr,
  kNot,
  kName,
  kCompare,
  kIn,
  kHolds,
  kReading,
  kViolated,
  kBreached
};

struct ExprNode {
  NodeKind kind = NodeKind::kConst;
  Site at;
  std::vector<ExprNode> kids;  // kAnd, kOr, kNot
  bool constant = false;       // kConst
  Word name;                   // a fact, define, ground, rule, reading, `kind` or `outcome`
  Compare compare = Compare::kEqual;
  std::vector<Word> values;  // right of the comparison; one, or several with `in`
  Word unit;                 // empty where none is written
};

struct ValueDecl {
  Word name;
  Gist label;
};

struct FactDecl {
  Site at;
  Word name;
  Word type;
  Word unit;
  std::vector<ValueDecl> values;
  std::optional<Gist> means;
  std::optional<Gist> ask;
  std::optional<Gist> evaluative;
  std::optional<Word> control;
  std::optional<Word> per_year;
  std::optional<Word> effort;
};

// A `steps` fence: in which order a cure is carried out, and who acts in which kind of act.
struct StepDecl {
  Site at;
  Word name;
  std::optional<Gist> words;
  std::vector<Word> stems;
};
struct ActorDecl {
  Site at;
  Word party;
  std::vector<Word> kinds;
};

struct ImplyDecl {
  Site at;
  std::vector<Citation> cites;
  std::vector<ExprNode> left;
  std::vector<ExprNode> right;
  bool both_ways = false;
  std::optional<WrittenInterval> in_force;
};

struct TextDecl {
  Citation place;
  Word hash;  // empty where the official text is not at hand
  int items = 0;
};

struct ExcuseDecl {
  Citation place;
  std::optional<Gist> reason;
};

// What became of a paragraph of a draft.
struct BecomesDecl {
  Citation place;
  std::vector<Citation> to;    // of the enacted version of the same law; none: it was dropped
  std::optional<Gist> change;  // needed where it was dropped
};

struct ParamLine {
  WrittenInterval in_force;
  std::int64_t value = 0;
};
struct ParamDecl {
  Site at;
  Word name;
  std::vector<Citation> cites;
  std::optional<Gist> gist;
  Word unit;
  std::vector<ParamLine> values;
  std::optional<Word> mark;
};

struct OpenDecl {
  Site at;
  Word name;
  std::vector<Citation> cites;
  std::optional<Gist> gist;
  std::optional<Gist> ask;
};

struct ChoiceDecl {
  Word name;
  bool is_default = false;
  std::optional<Gist> gist;
};
struct ReadingDecl {
  Site at;
  Word name;
  std::vector<Citation> cites;
  std::optional<Gist> question;
  std::vector<ChoiceDecl> choices;
  std::optional<Gist> because;
};

struct TimingDecl {
  Site at;
  TimingKind kind = TimingKind::kPromptly;
  std::optional<std::int64_t> number;  // with `unit`
  Word unit;
  Word param;  // instead of a number; empty for none
  bool before = false;
  Word from;  // a fact; empty for none
  unsigned month = 0;
  unsigned day = 0;
};

// That whoever breaches the rule breaches this one too, and why both stand.
struct OverlapDecl {
  Word rule;
  std::optional<Gist> why;
};

struct RuleDecl {
  Site at;
  Sort sort = Sort::kCondition;
  Word name;
  std::vector<Citation> cites;
  std::optional<Gist> gist;
  std::vector<Word> targets;     // `of` and `to`
  std::optional<ExprNode> when;  // scope: `require`; define: behind `:=`
  std::optional<ExprNode> then;
  std::optional<ExprNode> presumed;
  std::vector<Citation> consequence;
  std::vector<OverlapDecl> overlaps;
  std::vector<TimingDecl> timings;  // due, route
  std::optional<ExprNode> done;     // due
  std::vector<Gist> documents;      // route
  std::optional<WrittenInterval> in_force;
  std::optional<Word> mark;
};

struct ExampleDecl {
  Site at;
  Word rule;
  Word status;
  std::vector<ExprNode> facts;
  std::vector<std::pair<Word, Word>> readings;
  std::optional<Date> date;
  Site date_at;
};

struct ParsedFile {
  std::uint32_t file = 0;
  std::optional<std::vector<FrontMatterLine>> front_matter;
  std::vector<ArticleProse> articles;
  std::vector<Site> law_statements;  // every statement but `text`: their articles need a gist
  bool has_fences = false;
  std::vector<FactDecl> facts;
  std::vector<ImplyDecl> implies;
  std::vector<StepDecl> steps;
  std::vector<ActorDecl> actors;
  std::vector<TextDecl> texts;
  std::vector<ExcuseDecl> excuses;
  std::vector<BecomesDecl> becomes;
  std::vector<ParamDecl> params;
  std::vector<OpenDecl> opens;
  std::vector<ReadingDecl> readings;
  std::vector<RuleDecl> rules;
  std::vector<ExampleDecl> examples;
};

}  // namespace lawful
