#include "face/explanation_impl.h"
#include "rules/decision_json.h"
#include "rules/decision_text.h"

namespace lawful::v1 {

Outcome Explanation::outcome() const { return face_outcome(impl()->decision.outcome); }
const std::string& Explanation::id() const { return impl()->decision.id; }
std::string Explanation::json() const { return to_json(impl()->decision); }
std::string Explanation::text(Language language, bool with_reasons) const {
  return to_text(impl()->decision, language == Language::kEnglish ? Lang::kEn : Lang::kZh,
                 with_reasons);
}

}  // namespace lawful::v1
