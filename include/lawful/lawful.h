#pragma once
// lawful in process: may this be done with personal information, and if not, by which rule?
//
//   namespace law = lawful::v1;
//   const law::Law pipl = law::Law::built_in().value();                      once a program
//   const law::Engine engine = pipl.compile(day).value();                    once a day
//   const law::FactId consent = pipl.fact("consent.given").value();
//   law::Facts facts = engine.prepare(law::Kind::kHandling);                 once a thread
//   law::Verdict verdict = engine.verdict(law::Kind::kHandling);
//   if (facts.set(consent, law::Values::no()) && facts.narrow() &&
//       engine.decide(facts, day, verdict))
//     for (const law::RuleId rule : verdict.violated()) … pipl[rule].citation …
//
// What there is, and what it costs (orders of magnitude, on one core)
//   Law          packs loaded and checked              built_in: 50 ms
//   Engine       the law of one day and its readings   compile: 30 ms
//   Residue      what a declared activity leaves open  specialise: 1 ms
//   Facts        what is known of one act              set and narrow: 4 us; of a residue 1 us
//   Verdict      room for an answer                    decide: 1 us; by a residue 0.2 us
//   Batch        many acts in columns                  decide: 15 ns an act; by a residue 1 ns
//   Cures        what would have to be otherwise       smallest: 10 ms
//   Explanation  the answer with all its reasons       explain: 40 ms
// Deciding one act allocates nothing. All answer as the reference interpreter does, whose semantics
// docs/law-language.md tells: unknown is not no, and never yes.
//
// Errors     are values: a Result holds what was asked for, or an Error. value() ends the program
//            where there is an Error. Nothing throws but std::bad_alloc. A message names facts,
//            rules and places, never a value: that may be personal information. What is refused
//            changes nothing; facts that contradict one another stay refused until reset().
// Lifetimes  Copies of a Law, Engine or Residue share one thing, which lives as long as anything
//            made of it. A string_view or span lives as long as what it was asked of.
// Threads    Law, Engine, Residue and Explanation are constant: many threads may use one. Anything
//            else belongs to one thread at a time.
// Days       are those of Beijing. Engine and Residue hold on [day, valid_until): so long no rule
//            changes. On another day they refuse; then compile and specialise anew.
// Numbers    of facts and rules count from 0 and mean something to their own Law alone: keep names.
//
// Needs C++20 and the standard library, hence a Result of its own: std::expected is C++23. The
// namespace is the version of this interface. Guide: docs/engineer.md; programs: examples/.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace lawful::v1 {

// ---- Errors

struct Diagnostic {  // of a pack
  bool is_error = true;
  std::string file;
  int line = 0;  // line and column from 1; 0: the whole file
  int column = 0;
  std::string text;  // `file:line:column: error: …; did you mean …`
};

enum class Code {
  kInvalid,   // an input breaks a stated rule
  kNotFound,  // there is nothing of that name
  kExpired,   // an engine or a residue does not hold on that day
  kMisuse,    // calls in an order without meaning: decided before narrowed, another's verdict
  kCorrupt,   // what is built in does not load
};
struct Error {
  Code code = Code::kInvalid;
  std::string message;                  // lower case, no final stop; of a file, with its place
  std::vector<Diagnostic> diagnostics;  // of a law that does not load; the message joins them
};
[[noreturn]] void end_program(const Error& error);  // says it on standard error and aborts

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}
  explicit operator bool() const { return held_.index() == 0; }
  const Error& error() const { return *std::get_if<1>(&held_); }  // only where there is one
  T& value() & { return checked(), *std::get_if<0>(&held_); }
  const T& value() const& { return checked(), *std::get_if<0>(&held_); }
  T&& value() && { return checked(), std::move(*std::get_if<0>(&held_)); }

 private:
  void checked() const {
    if (held_.index() != 0) end_program(error());
  }
  std::variant<T, Error> held_;
};
struct Done {};
using Status = Result<Done>;

// ---- Words

std::string_view version();  // of the library: `0.1.0`

using Date = std::chrono::year_month_day;
Result<Date> parse_day(std::string_view text);  // `2026-11-22`
Date beijing_day(std::chrono::system_clock::time_point now);

enum class Language { kChinese, kEnglish };
struct Words {
  std::string_view zh;
  std::string_view en;
};

enum class Outcome { kLawful, kUnlawful, kUndetermined, kOutOfScope };
std::string_view to_string(Outcome outcome);  // `out-of-scope`

// clang-format off
enum class Kind {  // of act: law.kinds() has their names
  kHandling, kTransfer, kDisclosure, kNotice, kRequestAnswer, kDevice, kDuty, kMeasure, kFine,
  kClaim,
};
// clang-format on

template <class Of>
struct Number {
  std::uint32_t number = 0;
  auto operator<=>(const Number&) const = default;
};
using FactId = Number<struct FactInfo>;
using RuleId = Number<struct RuleInfo>;  // of one version of a rule

struct Option {  // one of several values, or ways to read a text
  std::string_view name;
  Words label;
};
enum class FactType { kYesNo, kOneOf, kCount, kDate };
struct FactInfo {
  FactId id;
  std::string_view name;  // `information.kinds.face`
  FactType type = FactType::kYesNo;
  std::vector<Option> options;  // kOneOf
  std::string_view unit;        // kCount
  bool per_year = false;        // kCount: counted from 1 January
  Words means;
  Words ask;
  std::string_view control;  // whose it is: `handler`, `individual`, …
};
struct RuleInfo {
  RuleId id;
  std::string_view name;  // `pipl.notice_before`
  std::string_view sort;  // `obligation`
  std::string citation;   // `pipl:17.1`
  Words citation_words;   // `Article 17(1)`
  Words gist;             // empty for some definitions and exceptions
  Date from{};
  std::optional<Date> until;
  bool unverified = false;  // its text is not known at first hand
};
struct ReadingInfo {  // where a text may be read in several ways
  std::string_view name;
  Words question;
  std::vector<Option> choices;
  std::size_t default_choice = 0;
};
struct PackInfo {
  std::string name;  // `pipl@enacted-2021`
  Words title;
  std::string_view status;  // `enacted`, `instrument`; `draft` and `proposal` decide nothing
  std::string_view digest;  // SHA-256, hex
};

// What is known of one fact: the values that it may have.
struct Values {
  enum class Form : std::uint8_t { kUnknown, kOptions, kInterval };
  static constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
  Form form = Form::kUnknown;  // every value
  std::uint64_t options = 0;   // one-of: bit i for option i. Yes-no: 1 for no, 2 for yes
  std::int64_t low = 0;        // counts, and dates as days since 1970-01-01; both ends included
  std::int64_t high = 0;

  static constexpr Values no() { return {Form::kOptions, 1, 0, 0}; }
  static constexpr Values yes() { return {Form::kOptions, 2, 0, 0}; }
  static constexpr Values number(std::int64_t value) { return between(value, value); }
  static constexpr Values between(std::int64_t low, std::int64_t high) {
    return {Form::kInterval, 0, low, high};
  }
  static constexpr Values day(Date day) {
    return number(std::chrono::sys_days{day}.time_since_epoch().count());
  }
  bool operator==(const Values&) const = default;
};

// What stands behind a class; for the library alone.
template <class Impl>
struct Free {
  void operator()(Impl* impl) const;
};
template <class Pointer>
class Behind {
 public:
  explicit Behind(Pointer impl) : impl_(std::move(impl)) {}
  const Pointer& impl() const { return impl_; }

 private:
  Pointer impl_;
};
template <class Impl>
using Shared = Behind<std::shared_ptr<const Impl>>;
template <class Impl>
using Owned = Behind<std::unique_ptr<Impl, Free<Impl>>>;  // moves, and cannot be copied

// ---- The law

struct File {
  std::string path;  // for messages
  std::string text;  // Markdown
};
enum class Format { kToml, kJson };
class Act;
class Engine;

class Law : public Shared<struct LawImpl> {
 public:
  using Behind::Behind;
  // `packs`: those that take part; none: all that are enacted or instruments. Errors: kInvalid, or
  // kCorrupt of what is built in, with diagnostics.
  static Result<Law> built_in(std::span<const std::string> packs = {});
  static Result<Law> from_folder(const std::string& path, std::span<const std::string> packs = {});
  static Result<Law> from_files(std::span<const File> files,
                                std::span<const std::string> packs = {});

  std::span<const Diagnostic> warnings() const;
  std::span<const PackInfo> packs() const;
  std::string_view vocabulary_digest() const;
  std::span<const Option> kinds() const;  // in the order of Kind
  std::span<const FactInfo> facts() const;
  std::span<const RuleInfo> rules() const;
  std::span<const ReadingInfo> readings() const;
  const FactInfo& operator[](FactId fact) const { return facts()[fact.number]; }
  const RuleInfo& operator[](RuleId rule) const { return rules()[rule.number]; }

  // By name. Errors: kNotFound, with the name that may have been meant.
  Result<FactId> fact(std::string_view name) const;
  Result<RuleId> rule(std::string_view name, Date day) const;
  Result<Values> options(FactId one_of, std::span<const std::string_view> names) const;

  // The acts of an act file (docs/encode-a-case.md); `file` is for messages. Errors: kInvalid.
  Result<std::vector<Act>> read_acts(std::string_view text, std::string_view file,
                                     Format format = Format::kToml) const;
  // `readings`: defaults replaced, `separate-consent-scope=alone`. Errors: kInvalid.
  Result<Engine> compile(Date day, std::span<const std::string> readings = {}) const;
};

// One act by name: to prepare, explain or cure, or declared as an activity.
class Act : public Owned<struct ActImpl> {
 public:
  using Behind::Behind;
  Act(const Law& law, Kind kind);
  Act copy() const;

  // Errors: kInvalid for a fact set twice, one that is the kind or the day of the act, or values
  // that it cannot have; kNotFound for a name that there is not.
  Status set(FactId fact, const Values& values);
  Status set(std::string_view fact, const Values& values);
  void set_day(Date day);            // without: the day of the engine
  void set_in_order(bool in_order);  // what is open, and may be, is taken to be in order
  Kind kind() const;
  const std::string& name() const;
  std::vector<FactId> stated() const;  // rising
  Values values(FactId fact) const;
};

// ---- One act

class Verdict : public Owned<struct VerdictImpl> {
 public:
  using Behind::Behind;
  Outcome outcome() const;
  bool reached() const;                      // some rule that decides surely speaks to the act
  std::span<const RuleId> violated() const;  // each until it is called again
  std::span<const RuleId> open() const;      // without what is assumed
  std::span<const RuleId> assumed() const;   // open, and taken to be in order
};

class Facts : public Owned<struct FactsImpl> {
 public:
  using Behind::Behind;
  // Errors: as Act::set(); kInvalid for a fact that a residue did not name as varying.
  Status set(FactId fact, const Values& values);
  void set_in_order(bool in_order);
  // Draws what follows, once all is set. Errors: kInvalid for facts that contradict one another.
  Status narrow();
  void reset();             // forgets what was set; cheaper than new facts
  Act act(Date day) const;  // what is stated, to explain or to cure it
};

class Residue;
class Batch;
class Cures;
class Explanation;

class Engine : public Shared<struct EngineImpl> {
 public:
  using Behind::Behind;
  Law law() const;
  Date day() const;
  std::optional<Date> valid_until() const;  // none: no change is known

  Facts prepare(Kind kind) const;
  Result<Facts> prepare(const Act& act) const;  // narrowed; kExpired where the act is of other days
  Verdict verdict(Kind kind) const;
  // On the day of the act. Errors: kExpired; kMisuse: not narrowed, another's facts or verdict.
  Status decide(Facts& facts, Date day, Verdict& verdict) const;

  // The activity's facts are fixed, `varying` may be stated, all else stays unknown. Errors:
  // kInvalid, as Act::set() has them, and for a varying fact that is stated or named twice.
  Result<Residue> specialise(const Act& activity, std::span<const FactId> varying) const;
  Batch batch(Kind kind, std::size_t cases, bool in_order = false) const;
  Cures cures(Kind kind) const;
  // By the reference, on the act's own day or period. Errors: kInvalid.
  Result<Explanation> explain(const Act& act) const;
};

class Residue : public Shared<struct ResidueImpl> {
 public:
  using Behind::Behind;
  std::optional<Date> valid_until() const;
  Facts prepare() const;
  Verdict verdict() const;
  Status decide(Facts& facts, Date day, Verdict& verdict) const;  // as Engine::decide()
  Batch batch(std::size_t cases) const;
};

// The act's answer with reasons: what `lawful decide` shows.
class Explanation : public Shared<struct ExplanationImpl> {
 public:
  using Behind::Behind;
  Outcome outcome() const;
  const std::string& id() const;  // a hash of all that the answer rests on
  std::string json() const;       // docs/formats/decision.md, one line
  std::string text(Language language, bool with_reasons = true) const;
};

// ---- Many acts

// Case i is bit i % 64 of word i / 64 of a column; n cases take (n + 63) / 64 words.
using Column = std::span<const std::uint64_t>;
class Batch : public Owned<struct BatchImpl> {
 public:
  using Behind::Behind;
  std::size_t size() const;
  static std::string_view kernel();  // by what it runs here: `avx2`

  // Each fact once, for all cases. Errors: as Facts::set(), and for a column of another length.
  Status set_bits(FactId yes_no, Column known, Column yes);
  Status set_numbers(FactId count_or_date, std::span<const std::int64_t> numbers);  // all known
  Status set_values(FactId fact, std::span<const Values> values);
  void narrow();
  // `with_rules`: also which rules are violated, open and assumed. Errors: kExpired, kMisuse.
  Status decide(Date day, bool with_rules = false);

  // Of a case in none of the first four columns the outcome is undetermined.
  Column lawful_cases() const;
  Column unlawful_cases() const;
  Column out_of_scope_cases() const;
  Column contradictory_cases() const;  // after narrow(); without outcome
  // Empty for a rule that no case can breach.
  Column violated(RuleId rule) const;
  Column open(RuleId rule) const;
  Column assumed(RuleId rule) const;
};

// ---- What would have to be otherwise
struct Change {
  FactId fact;
  Values from;  // as the act says
  Values to;
};
struct Cure {                   // with these changes, and what is open in order, the act is lawful
  std::vector<Change> changes;  // in the order in which they are made
  int effort = 0;               // 0: there is nothing to cure
  std::vector<RuleId> assumed;  // still open
};
struct CureAnswer {
  std::vector<Cure> cures;  // all of least effort, up to 8
  bool more = false;        // of the same effort, not listed
  bool too_large = false;   // none of up to 16 changes was found
  // Where there is none: rules that would have to hold, against facts that nobody changes.
  std::vector<RuleId> rules;
  std::vector<FactId> facts;
};
class Cures : public Owned<struct CuresImpl> {
 public:
  using Behind::Behind;
  // Errors: kInvalid for facts that contradict one another; kMisuse for an act of another kind.
  Result<CureAnswer> smallest(const Act& act);
};

}  // namespace lawful::v1
