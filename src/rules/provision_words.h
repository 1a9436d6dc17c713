#pragma once
// A provision in words, for people: `第十三条第一款第二项`, `Article 13(1)(2)`. One of an instrument is
// named with its title; one of the law that it implements needs none.

#include <string>
#include <vector>

#include "rules/law.h"

namespace lawful {

std::string provision_words(const Law& law, const Provision& provision, Lang lang);
std::string provisions_words(const Law& law, const std::vector<Provision>& provisions, Lang lang);

}  // namespace lawful
