#pragma once
// The law that was compiled into this program: every Markdown file under law/, and the calendar of
// working days, the TOML files of law/calendar/.
//
// Invariants
//   1. Paths are relative to the source tree ("law/vocabulary.md"), unique and
//      in byte order.
//   2. Bytes are those of the file at build time; the views never end.

#include <span>
#include <string_view>

namespace lawful {

struct EmbeddedFile {
  std::string_view path;
  std::string_view text;
};

std::span<const EmbeddedFile> embedded_law();
std::span<const EmbeddedFile> embedded_calendar();

}  // namespace lawful
