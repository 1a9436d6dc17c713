#pragma once
// `lawful cure` as a page: what would have to be otherwise, in the order in which it is done, and
// who must be asked for it; or what stands in the way.

#include <string>

#include "app/act_cures.h"

namespace lawful {

std::string cure_page(const Decision& decision, const ActCure& cure, Lang lang);

}  // namespace lawful
