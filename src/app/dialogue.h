#pragma once
// The conversation of `lawful ask`: kind, day, then the questions of an Interview, over the streams
// of a console. Works on a terminal and through pipes alike; through a pipe each reply that was
// understood is shown behind its prompt, so that the transcript can be read.
//
// The end of the input is a `q`. Replies are never repeated as they were typed.

#include <optional>
#include <string>
#include <vector>

#include "app/console.h"
#include "app/interview.h"
#include "app/question_page.h"
#include "base/result.h"

namespace lawful {

struct Start {
  Act act;                  // what is stated already
  bool kind_known = false;  // else it is asked
  // The day is asked where `act.at` is not set, or is a period within which the law changes.
  std::vector<StatedFact> replies;  // instead of the terminal, where a question is about them
};

class Dialogue {
 public:
  Dialogue(const Law& law, Langs langs, const Readings& readings, Answer answer, Console& console)
      : law_(law),
        langs_(std::move(langs)),
        readings_(readings),
        answer_(answer),
        console_(console) {}

  // Asks until nothing can change the answer, or until `q`. Nothing where it ended before the kind
  // and the day were known. Errors: kInvalid where the facts of the start contradict one another.
  Result<std::optional<Interview>> run(Start start);

 private:
  enum class Next { kGoOn, kBack, kQuit };

  std::optional<std::string> read_line();
  void echo(const std::string& text);
  void complain(const std::string& problem);
  void nothing_before();

  bool needs_day(const Act& act) const;
  Next ask_kind(Act& act);
  Next ask_day(Act& act);
  std::optional<Period> read_day(const std::string& line);
  Next ask_questions(Interview& interview, const std::vector<StatedFact>& replies);
  Next ask(Interview& interview);
  bool reply_from(Interview& interview, const std::vector<StatedFact>& replies);
  bool accept(Interview& interview, const ValueSet& value);

  const Law& law_;
  Langs langs_;
  Readings readings_;
  Answer answer_;
  Console& console_;
  std::size_t asked_ = 0;
  std::vector<FactId> replied_;  // facts for which a reply of the start was used
};

}  // namespace lawful
