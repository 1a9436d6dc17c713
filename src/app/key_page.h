#pragma once
// What a key file says openly, as a page and as JSON: names, public keys, dates, slots. No secret
// is in it, and none is needed to make it.

#include <string>

#include "crypto/key_file_format.h"
#include "rules/text.h"

namespace lawful {

// Whether somebody opened the file, so that what it says is known to be what its keys' owner wrote.
enum class Sealed { kChecked, kNotChecked };

std::string key_page(const std::string& path, const KeyFileImage& image, Sealed sealed, Lang lang);
std::string slots_page(const KeyFileImage& image, Lang lang);

// A line each.
std::string key_json(const std::string& path, const KeyFileImage& image, Sealed sealed);
std::string slots_json(const KeyFileImage& image);

// The line that others check signatures with; promises are signed under the origin with `/promise`.
std::string checkpoint_vkey(const KeyFileHeader& header);
std::string promise_vkey(const KeyFileHeader& header);

}  // namespace lawful
