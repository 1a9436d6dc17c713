#pragma once
// An article, or one of its paragraphs or items, as a page: gist, rules with their conditions in
// words, readings, open terms, and the hashes of the official text.

#include <string>

#include "rules/law.h"

namespace lawful {

// `place` exists. Defines that the rules name, but that stand elsewhere, follow the rules, so that
// the page explains itself. `examples` adds the cases that prove each rule. A rule is shown when
// one of its provisions lies inside `place` or around it.
std::string article_page(const Law& law, const Provision& place, Lang lang, bool examples);

}  // namespace lawful
