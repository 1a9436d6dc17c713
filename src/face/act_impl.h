#pragma once
// An act and the law in whose words it speaks.

#include <memory>

#include "face/law_impl.h"
#include "rules/act.h"

namespace lawful::v1 {

struct ActImpl {
  std::shared_ptr<const LawImpl> law;
  lawful::Act act;
};

Act face_act(const std::shared_ptr<const LawImpl>& law, lawful::Act act);

}  // namespace lawful::v1
