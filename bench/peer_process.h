#pragma once
// Another engine as a process of its own, spoken to in lines.
//
//   TRY(PeerProcess cedar, start_peer(kPeers[0], "work.json"));
//   cedar.ready().agreed                  // the oracle agreed on so many requests
//   TRY(PeerRun run, cedar.run(1000));    // run.ns_per_request_median
//
// The programs and what they are told stand in bench/peers. A peer first decides
// every request and compares with the oracle, so that `ready` can be trusted; it
// says what it disagrees on, on our standard error.
//
// Errors: kUnavailable where a program cannot be started, ends, or stays silent
// for longer than allowed; kCorrupt where it says what is no reply.
//
// Invariants
//   1. Nothing runs on after the destructor: the process is killed and reaped.
//   2. A peer that dies is an error of the next call, never a signal to us.

#include <sys/types.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace lawful::bench {

// A program of bench/peers.
struct PeerProgram {
  std::string_view script;
  std::string_view flag;  // Empty where there is none.
};

inline constexpr std::array<PeerProgram, 4> kPeers = {
    {{"cedar.mjs", ""}, {"casbin.mjs", ""}, {"casbin.mjs", "--all"}, {"javascript.mjs", ""}}};

struct PeerReady {
  std::string engine;
  std::string version;
  bool all_rules = false;  // Finds every violated rule, not only the first.
  std::size_t agreed = 0;  // Requests on which it agrees with the oracle: all of them.
};

struct PeerRun {
  double ns_per_request_median = 0;
  double ns_per_request_p99 = 0;
  double total_ns = 0;
};

class PeerProcess {
 public:
  // Starts `command` (looked up in PATH) and waits until it is ready. Neither
  // that nor a later reply may take longer than `patience`.
  static Result<PeerProcess> start(const std::vector<std::string>& command,
                                   std::chrono::seconds patience = std::chrono::seconds(120));

  PeerProcess(PeerProcess&& other) noexcept;
  PeerProcess& operator=(PeerProcess&& other) noexcept;
  ~PeerProcess();

  const PeerReady& ready() const { return ready_; }

  // Decides `requests` requests, from where the last run ended.
  Result<PeerRun> run(std::size_t requests);

 private:
  PeerProcess(std::string name, pid_t process, int socket, std::chrono::seconds patience);

  Result<JsonObject> reply();
  Result<std::string> line();
  void end();

  std::string name_;  // For messages.
  pid_t process_ = -1;
  int socket_ = -1;  // Its standard input and output.
  std::chrono::seconds patience_;
  std::string unread_;  // Received, but after the last line that was asked for.
  PeerReady ready_;
};

// Starts a program of bench/peers on the work in `file`. Expects to be run in the
// root of the source tree; kUnavailable where the packages are not installed.
Result<PeerProcess> start_peer(const PeerProgram& program, const std::string& file);

}  // namespace lawful::bench
