#pragma once
// `lawful due` as a page: what must be done and by when, and the obligations that stand beside the
// act.

#include <string>

#include "rules/due.h"

namespace lawful {

std::string due_list_page(const Decision& decision, const std::vector<DueItem>& items, Lang lang);
// Shared with `lawful route`: one thing to do, and its times, at `level`.
std::string due_item_lines(const Decision& decision, const DueItem& item, Lang lang, int level);
// `2025-03-14, or later (provisional: …)`; the words of the timing where there is no day.
std::string due_time_words(const Decision& decision, const DueTime& time, Lang lang);

// Does an obligation among the findings surely speak to the act, and no exception release it?
bool is_shown(const Decision& decision, const Finding& finding);

}  // namespace lawful
