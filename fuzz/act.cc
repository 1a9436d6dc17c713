// Any bytes as an act file: an answer, never a crash, and acts that keep the invariants of
// rules/act.h. The vocabulary has a fact of every type; the packs that are built in may change
// without making the corpus stale.
#include "rules/act.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/document.h"
#include "base/utf8.h"
#include "rules/load.h"

namespace {

using lawful::Act;
using lawful::Law;

constexpr const char* kVocabulary = R"(```facts
fact act.kind : one-of
  value handling zh "一" en "a"
  value transfer zh "二" en "b"
  value disclosure zh "三" en "c"
  value notice zh "四" en "d"
  value request-answer zh "五" en "e"
  value device zh "六" en "f"
  value duty zh "七" en "g"
  value measure zh "八" en "h"
  value fine zh "九" en "i"
  value claim zh "十" en "j"
  means zh "种类" en "kind"
  ask zh "种类" en "kind"
  control nobody
fact act.date : date
  means zh "日期" en "day"
  ask zh "日期" en "day"
  control nobody
fact actor.kind : one-of
  value business zh "企业" en "business"
  value state-organ zh "机关" en "organ"
  means zh "谁" en "who"
  ask zh "谁" en "who"
  control nobody
fact handlers.joint : yes-no
  means zh "共同" en "jointly"
  ask zh "共同" en "jointly"
  control handler
fact consent.given : yes-no
  means zh "同意" en "agreed"
  ask zh "同意" en "agreed"
  control individual
fact information.kinds : any-of
  value face zh "人脸" en "face"
  value phone zh "电话" en "phone"
  means zh "何种" en "which"
  ask zh "何种" en "which"
  control nobody
fact individual.age : count years
  means zh "年龄" en "age"
  ask zh "年龄" en "age"
  control nobody
fact handling.started_on : date
  means zh "何时" en "when"
  ask zh "何时" en "when"
  control nobody
```
)";

const Law& law() {
  static const Law kLaw = [] {
    lawful::Loaded loaded = lawful::load_law({{"vocabulary.md", kVocabulary}}, {});
    CHECK(loaded.ok());
    return std::move(loaded.law);
  }();
  return kLaw;
}

void examine(const Act& act) {
  CHECK(!act.name.empty());
  CHECK(!lawful::find_invalid_utf8(act.name));
  CHECK(act.position.file == "f");
  CHECK(!act.at || act.at->from <= act.at->to);
  std::vector<std::string> actors = act.actors;
  std::ranges::sort(actors);
  CHECK(std::ranges::adjacent_find(actors) == actors.end());
  const lawful::StatedFact* last = nullptr;
  for (const lawful::StatedFact& stated : act.facts) {
    CHECK(stated.fact != lawful::kActKind && stated.fact != lawful::kActDate);
    CHECK(last == nullptr || last->fact < stated.fact);
    CHECK(!stated.value.empty());
    CHECK(law().vocabulary[stated.fact].all().contains(stated.value));
    CHECK(stated.at.line >= 1 && stated.at.column >= 1);
    last = &stated;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto format = bytes.starts_with('{') ? lawful::Format::kJson : lawful::Format::kToml;
  const auto document = lawful::read_document(bytes, "f", format);
  if (!document) return 0;
  if (const auto acts = lawful::read_acts(*document, law())) {
    CHECK(!acts->empty());
    std::ranges::for_each(*acts, examine);
  } else {
    CHECK(acts.error().code == lawful::Code::kInvalid);
    CHECK(acts.error().message.starts_with("f:"));
    CHECK(!lawful::find_invalid_utf8(acts.error().message));
  }
  return 0;
}
