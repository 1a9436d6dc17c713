#pragma once
// SQLSTATE as errors of the store and as reasons to try again.
//
// A server's own message is never passed on: its detail quotes rows, and its text may
// quote values. Of a statement's failure the name and the five characters remain.
//
// Thread safety: free functions.

#include <string_view>

#include "base/result.h"
#include "store/retry.h"

namespace lawful {

// `sqlstate` is empty where the connection broke before the server could say anything.
Error postgres_error(std::string_view sqlstate, std::string_view what);

Trouble trouble_of(std::string_view sqlstate);

// Whether a COMMIT that ended so may have been carried out.
bool leaves_commit_unknown(std::string_view sqlstate);

}  // namespace lawful
