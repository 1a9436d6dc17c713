#include "crypto/blind_index.h"

#include "crypto/keyed.h"

namespace lawful {

Result<BlindIndex> blind_index(const IndexKey& key, const Context& kind, std::string_view value) {
  if (value.empty()) return fail(Code::kInvalid, "an empty value has no index");
  const Context context = Context("blind-index").number(key.version).text(kind.encoded());
  return BlindIndex{key.version,
                    raw::keyed(key.secret.reveal_key_bytes(), context, raw::bytes_of(value))};
}

}  // namespace lawful
