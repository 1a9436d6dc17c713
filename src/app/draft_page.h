#pragma once
// A provision of a draft as a page: its gist, that it is a draft and never the law, what became of
// it, and the pages of the enacted paragraphs. A proposal, or a draft that does not say what became
// of it, shows its own rules instead.

#include <string>

#include "rules/law.h"

namespace lawful {

// `name` is `pipl@draft-2020`, held by `law`, whose place exists; `deciding` holds the law in
// force.
std::string draft_page(const Law& law, const std::string& name, const Law& deciding,
                       const Provision& place, Lang lang, bool examples);

// What a page of a draft or a proposal says of it before anything else.
const std::string& never_the_law(PackStatus status, Lang lang);

}  // namespace lawful
