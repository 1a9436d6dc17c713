// The `law` fence: everything but the rules proper, which stand in parse_rule.cc.
#include <array>

#include "rules/parse_file.h"
#include "rules/parse_rule.h"

namespace lawful {
namespace {

bool take_cites(Cursor& cursor, std::vector<Citation>& out) {
  std::optional<std::vector<Citation>> cites = cursor.take_citations();
  if (!cites) return false;
  out.insert(out.end(), cites->begin(), cites->end());
  return true;
}

bool parse_text(Cursor& cursor, ParsedFile& out) {
  TextDecl text;
  cursor.take();
  const std::optional<Citation> place = cursor.take_place();
  if (!place) return false;
  text.place = *place;
  if (!cursor.skip_word("unavailable")) {
    if (!cursor.skip_word("sha256")) return cursor.wanted("`sha256` or `unavailable`");
    const std::optional<Word> hash = cursor.take_word("the hash of the paragraph");
    if (!hash) return false;
    text.hash = *hash;
  }
  if (cursor.skip_word("items")) {
    const Site at = cursor.at();
    const std::optional<std::int64_t> items = cursor.take_number();
    if (!items) return false;
    if (*items > 999) {
      cursor.error(at, "a paragraph of more than 999 items");
      return false;
    }
    text.items = static_cast<int>(*items);
  }
  if (!parse_end(cursor, "`items` or the end of the statement")) return false;
  out.texts.push_back(text);
  return true;
}

bool parse_excuse(Cursor& cursor, ParsedFile& out) {
  ExcuseDecl excuse;
  cursor.take();
  const std::optional<Citation> place = cursor.take_place();
  if (!place) return false;
  excuse.place = *place;
  if (!cursor.at_end() && !parse_gist_into(cursor, excuse.reason)) return false;
  if (!parse_end(cursor, "`zh`, `en` or the end of the statement")) return false;
  out.excuses.push_back(std::move(excuse));
  return true;
}

bool parse_becomes(Cursor& cursor, ParsedFile& out) {
  BecomesDecl becomes;
  cursor.take();
  const std::optional<Citation> place = cursor.take_place();
  if (!place || !take_cites(cursor, becomes.to)) return false;
  becomes.place = *place;
  if (!cursor.at_end() && !parse_gist_into(cursor, becomes.change)) return false;
  if (!parse_end(cursor, "a citation, `zh`, `en` or the end of the statement")) return false;
  out.becomes.push_back(std::move(becomes));
  return true;
}

// `2020-01-31.. = 3`
bool parse_param_line(Cursor& cursor, ParamDecl& out) {
  const std::optional<WrittenInterval> interval = cursor.take_interval();
  if (!interval || !cursor.take_symbol("=")) return false;
  const std::optional<std::int64_t> value = cursor.take_number();
  if (!value) return false;
  out.values.push_back({*interval, *value});
  return true;
}

bool parse_param(Cursor& cursor, ParsedFile& out) {
  ParamDecl param;
  param.at = cursor.take().at;
  const std::optional<Word> name = cursor.take_word("the name of a parameter");
  if (!name || !take_cites(cursor, param.cites) || !cursor.take_symbol(":")) return false;
  const std::optional<Word> unit = cursor.take_word("a unit");
  if (!unit) return false;
  param.name = *name;
  param.unit = *unit;
  while (!cursor.at_end()) {
    bool good = false;
    if (cursor.at_number()) {
      good = parse_param_line(cursor, param);
    } else if (cursor.at_word("zh") || cursor.at_word("en")) {
      good = parse_gist_into(cursor, param.gist);
    } else if (cursor.at_word("mark")) {
      good = parse_mark(cursor, param.mark);
    } else {
      return cursor.wanted("`zh`, `en`, `mark` or a line such as `2020-01-31.. = 3`");
    }
    if (!good) return false;
  }
  out.params.push_back(std::move(param));
  return true;
}

bool parse_open(Cursor& cursor, ParsedFile& out) {
  OpenDecl open;
  open.at = cursor.take().at;
  const std::optional<Word> name = cursor.take_word("the name of an open term");
  if (!name || !take_cites(cursor, open.cites)) return false;
  open.name = *name;
  while (!cursor.at_end()) {
    bool good = false;
    if (cursor.at_word("zh") || cursor.at_word("en")) {
      good = parse_gist_into(cursor, open.gist);
    } else if (cursor.skip_word("ask")) {
      good = parse_gist_into(cursor, open.ask);
    } else {
      return cursor.wanted("`zh`, `en` or `ask`");
    }
    if (!good) return false;
  }
  out.opens.push_back(std::move(open));
  return true;
}

bool parse_choice(Cursor& cursor, ReadingDecl& out) {
  ChoiceDecl choice;
  const std::optional<Word> name = cursor.take_word("the name of a choice");
  if (!name) return false;
  choice.name = *name;
  choice.is_default = cursor.skip_word("default");
  if (cursor.at_word("zh") || cursor.at_word("en")) {
    if (!parse_gist_into(cursor, choice.gist)) return false;
  }
  out.choices.push_back(std::move(choice));
  return true;
}

bool parse_reading(Cursor& cursor, ParsedFile& out) {
  ReadingDecl reading;
  reading.at = cursor.take().at;
  const std::optional<Word> name = cursor.take_word("the name of a reading");
  if (!name || !take_cites(cursor, reading.cites)) return false;
  reading.name = *name;
  while (!cursor.at_end()) {
    bool good = false;
    if (cursor.at_word("zh") || cursor.at_word("en")) {
      good = parse_gist_into(cursor, reading.question);
    } else if (cursor.skip_word("choice")) {
      good = parse_choice(cursor, reading);
    } else if (cursor.skip_word("because")) {
      good = parse_gist_into(cursor, reading.because);
    } else {
      return cursor.wanted("`zh`, `en`, `choice` or `because`");
    }
    if (!good) return false;
  }
  out.readings.push_back(std::move(reading));
  return true;
}

struct Keyword {
  std::string_view word;
  bool (*parse)(Cursor& cursor, ParsedFile& out);
};
constexpr std::array<Keyword, 7> kKeywords = {{{"not-encoded", parse_excuse},
                                               {"becomes", parse_becomes},
                                               {"param", parse_param},
                                               {"open", parse_open},
                                               {"reading", parse_reading},
                                               {"imply", parse_imply},
                                               {"text", parse_text}}};

void parse_statement(Cursor& cursor, ParsedFile& out) {
  const std::string_view word = cursor.token().text;
  const Site at = cursor.at();
  if (word != "text") out.law_statements.push_back(at);
  for (const Keyword& keyword : kKeywords) {
    if (keyword.word != word) continue;
    keyword.parse(cursor, out);
    return;
  }
  if (const std::optional<Sort> sort = sort_of(word)) {
    parse_rule(cursor, *sort, out);
    return;
  }
  std::vector<std::string> names = sort_names();
  for (const Keyword& keyword : kKeywords) names.emplace_back(keyword.word);
  std::string advice = did_you_mean(word, names);
  if (advice.empty()) advice = "a line that goes on with a statement is indented";
  cursor.error(at, quoted(word) + " begins no statement", std::move(advice));
}

}  // namespace

void parse_law_fence(Cursor& cursor, ParsedFile& out) {
  while (cursor.next_statement()) parse_statement(cursor, out);
}

}  // namespace lawful
