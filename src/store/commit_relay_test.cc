#include "store/commit_relay_test.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <string_view>

#include "base/check.h"

namespace lawful::store_suite {
namespace {

constexpr int kPollMs = 50;

std::string option(const std::string& url, std::string_view keyword) {
  PQconninfoOption* options = PQconninfoParse(url.c_str(), nullptr);
  CHECK(options != nullptr);
  std::string value;
  for (const PQconninfoOption* o = options; o->keyword != nullptr; ++o) {
    if (o->keyword == keyword && o->val != nullptr) value = o->val;
  }
  PQconninfoFree(options);
  return value;
}

int connect_to(const std::string& path) {
  const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  CHECK(path.size() < sizeof address.sun_path);
  std::memcpy(address.sun_path, path.c_str(), path.size());
  CHECK(::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  return server;
}

bool send_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// Appends what has arrived; false at the end of the stream.
bool receive(int from, std::string& into) {
  std::array<char, 16384> buffer{};
  const ssize_t got = ::recv(from, buffer.data(), buffer.size(), 0);
  if (got <= 0) return false;
  into.append(buffer.data(), static_cast<std::size_t>(got));
  return true;
}

// The first whole message of a client: the first of all has no letter before its length.
std::string_view whole_message(std::string_view bytes, bool is_first) {
  const std::size_t head = is_first ? 0 : 1;
  if (bytes.size() < head + 4) return {};
  std::size_t length = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    length = length << 8 | static_cast<unsigned char>(bytes[head + i]);
  }
  return bytes.size() < head + length ? std::string_view() : bytes.substr(0, head + length);
}

bool is_commit(std::string_view message) {
  return message.size() == 12 && message[0] == 'Q' &&
         message.substr(5) == std::string_view("COMMIT\0", 7);
}

}  // namespace

CommitRelay::CommitRelay(const std::string& server_url) {
  const std::string folder = option(server_url, "host");
  CHECK(folder.starts_with("/"));
  const std::string port = option(server_url, "port");
  socket_path_ = fmt::format("{}/.s.PGSQL.{}", folder, port.empty() ? "5432" : port);
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  CHECK(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  CHECK(::listen(listener_, 32) == 0);
  socklen_t size = sizeof address;
  CHECK(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { accept_all(); });
}

CommitRelay::~CommitRelay() {
  stopping_ = true;
  accepting_.join();
  for (std::thread& thread : serving_) thread.join();
  ::close(listener_);
}

std::string CommitRelay::url_for(const std::string& url) const {
  // Of a keyword that stands twice the later one counts.
  return fmt::format("{}&host=127.0.0.1&port={}&sslmode=disable&gssencmode=disable", url, port_);
}

void CommitRelay::accept_all() {
  while (!stopping_) {
    pollfd waits = {listener_, POLLIN, 0};
    if (::poll(&waits, 1, kPollMs) <= 0) continue;
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    const std::lock_guard lock(mutex_);
    serving_.emplace_back([this, client] { serve(client); });
  }
}

void CommitRelay::serve(int client) {
  const int server = connect_to(socket_path_);
  std::string from_client;
  std::string from_server;
  bool is_first = true;
  bool swallows = false;  // The answer to a COMMIT.
  for (bool open = true; open && !stopping_;) {
    std::array<pollfd, 2> waits = {{{client, POLLIN, 0}, {server, POLLIN, 0}}};
    if (::poll(waits.data(), waits.size(), kPollMs) <= 0) continue;
    if (waits[1].revents != 0) {
      open = receive(server, from_server) && !swallows && send_all(client, from_server);
      from_server.clear();
    }
    if (!open || waits[0].revents == 0) continue;
    open = receive(client, from_client);
    while (open) {
      const std::string message(whole_message(from_client, is_first));
      if (message.empty()) break;
      from_client.erase(0, message.size());
      is_first = false;
      const Cut cut = is_commit(message) ? cut_.exchange(Cut::kNone) : Cut::kNone;
      if (cut != Cut::kNone) ++cuts_;
      open = cut != Cut::kCommit && send_all(server, message) && cut != Cut::kRace;
      swallows = cut == Cut::kAnswer;
    }
  }
  ::close(client);
  ::close(server);
}

}  // namespace lawful::store_suite
