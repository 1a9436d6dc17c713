#pragma once
// A decision of the reference and the law that it points into.

#include <memory>

#include "face/law_impl.h"
#include "rules/decision.h"

namespace lawful::v1 {

struct ExplanationImpl {
  std::shared_ptr<const LawImpl> law;
  Decision decision;
};

}  // namespace lawful::v1
