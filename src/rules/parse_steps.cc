// The `steps` fence: the order in which a cure is carried out, and whose facts the actor has in
// hand.
#include "rules/parse_file.h"

namespace lawful {
namespace {

// One word or more, joined by commas.
bool parse_words(Cursor& cursor, std::string_view what, std::vector<Word>& out) {
  do {
    const std::optional<Word> word = cursor.take_word(what);
    if (!word) return false;
    out.push_back(*word);
  } while (cursor.skip_symbol(","));
  return true;
}

bool parse_step(Cursor& cursor, ParsedFile& out) {
  StepDecl step;
  step.at = cursor.take().at;
  const std::optional<Word> name = cursor.take_word("the name of a step");
  if (!name || !parse_gist_into(cursor, step.words)) return false;
  step.name = *name;
  if (cursor.skip_word("facts") && !parse_words(cursor, "the stem of a fact", step.stems))
    return false;
  if (!parse_end(cursor, "`facts`, a comma or the end of the statement")) return false;
  out.steps.push_back(std::move(step));
  return true;
}

bool parse_actor(Cursor& cursor, ParsedFile& out) {
  ActorDecl actor;
  actor.at = cursor.take().at;
  const std::optional<Word> party = cursor.take_word("who acts");
  if (!party) return false;
  actor.party = *party;
  if (!cursor.skip_word("of")) return cursor.wanted("`of` and the kinds of act");
  if (!parse_words(cursor, "a kind of act", actor.kinds)) return false;
  if (!parse_end(cursor, "a comma or the end of the statement")) return false;
  out.actors.push_back(std::move(actor));
  return true;
}

}  // namespace

void parse_steps_fence(Cursor& cursor, ParsedFile& out) {
  while (cursor.next_statement()) {
    if (cursor.token().text == "step") {
      parse_step(cursor, out);
    } else if (cursor.token().text == "actor") {
      parse_actor(cursor, out);
    } else {
      cursor.error(cursor.at(),
                   "a `steps` fence holds `step` and `actor`, not " + quoted(cursor.token().text),
                   did_you_mean(cursor.token().text, {"step", "actor"}));
    }
  }
}

}  // namespace lawful
