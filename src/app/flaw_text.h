#pragma once
// Flaws of a law as its author reads them: a message with its place and its mend, and the witness
// as an act file that `decide` replays.

#include <string>
#include <vector>

#include "prove/flaws.h"
#include "rules/load.h"

namespace lawful {

// An error at the rule that is at fault, without its witness.
Diagnostic flaw_message(const Law& law, const Flaw& flaw);

// `demo.novels-never-releases`: the name of its witness, without `.toml`.
std::string witness_name(const Law& law, const Flaw& flaw);

// What `decide` says of the witness: "`decide` refuses it: `a.b` and `c.d` contradict one another".
std::string witness_shows(const Law& law, const Flaw& flaw);

// The witness on one line, as an example of the law language states facts.
std::string witness_line(const Law& law, const Flaw& flaw);

// The witness as an act file. It begins with the command that replays it, `replay` being that up to
// the readings: `lawful decide --law-dir law`.
std::string witness_file(const Law& law, const Flaw& flaw, const std::string& replay,
                         const std::string& path);

}  // namespace lawful
