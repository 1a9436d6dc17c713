#pragma once
// The form of an act file as a JSON Schema (draft 2020-12), so that editors complete and check what
// people write. It accepts what read_acts accepts but for what a schema cannot say: contradictions,
// facts set twice, impossible dates.

#include <string>

#include "rules/law.h"

namespace lawful {

// Descriptions in Chinese and English; ends with a newline; equal laws give equal bytes.
std::string act_schema(const Law& law);

}  // namespace lawful
