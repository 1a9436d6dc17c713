#pragma once
// The command line: what is asked, what is checked, what is said.

#include <ostream>
#include <string>
#include <vector>

namespace verify {

// Runs the program with `arguments`, its own name left out. Returns its exit code:
// 0 verified, 1 refused, 64 wrongly called, 66 an input is missing.
int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err);

}  // namespace verify
