#pragma once
// Timings: spans and the days from which they run.

#include "rules/link_expr.h"

namespace lawful {

// What `decl`, a due rule or a route, says beside its `when`. What cannot be linked is reported and
// left out.
Schedule link_schedule(Linking& linking, const RuleDecl& decl, const ExprContext& context);

}  // namespace lawful
