#pragma once
// One rule, ground, exception or term of the law as a page for people.

#include <string>

#include "app/condition_words.h"
#include "rules/law.h"

namespace lawful {

// Every version of a rule, ground, exception or define: gist, provisions, conditions in words,
// exceptions, what it reads. `examples` adds the cases that prove it.
std::string rule_page(const Law& law, GroupId group, Lang lang, Depth depth, bool examples);

// `condition`, `禁止性规定`.
const std::string& sort_words(Sort sort, Lang lang);
// `enacted`, `草案`.
const std::string& pack_status_words(PackStatus status, Lang lang);
// `the official text was read in full`.
const std::string& mark_words(Mark mark, Lang lang);

}  // namespace lawful
