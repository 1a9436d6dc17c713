#include "app/hidden_line.h"

#include <fcntl.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>

namespace lawful {
namespace {

constexpr std::size_t kLineMax = 1024;

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
volatile sig_atomic_t caught = 0;

extern "C" void remember(int signal) { caught = signal; }

// The terminal without echo. Signals only end the reading, and are raised again once
// the terminal is as it was.
class SilentTerminal {
 public:
  SilentTerminal() : terminal_(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    if (terminal_ < 0 || ::tcgetattr(terminal_, &before_) != 0) return;
    caught = 0;
    struct sigaction action {};
    action.sa_handler = remember;
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
      ::sigaction(kSignals[i], &action, &handlers_[i]);
    }
    struct termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent_ = ::tcsetattr(terminal_, TCSAFLUSH, &silent) == 0;
    changed_ = true;
  }
  ~SilentTerminal() {
    if (silent_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
    if (changed_) {
      for (std::size_t i = 0; i < kSignals.size(); ++i) {
        ::sigaction(kSignals[i], &handlers_[i], nullptr);
      }
    }
    if (terminal_ >= 0) ::close(terminal_);
    if (changed_ && caught != 0) ::raise(caught);
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;

  bool is_silent() const { return silent_; }

  void say(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t put = ::write(terminal_, text.data(), text.size());
      if (put <= 0) return;
      text.remove_prefix(static_cast<std::size_t>(put));
    }
  }

  std::optional<std::string> read_line() const {
    std::string line;
    line.reserve(kLineMax + 1);
    for (;;) {
      char c = 0;
      const ssize_t got = ::read(terminal_, &c, 1);
      if (got < 0 && errno == EINTR && caught == 0) continue;
      if (got <= 0 || line.size() > kLineMax) return std::nullopt;
      if (c == '\n') return line;
      line.push_back(c);
    }
  }

 private:
  int terminal_;
  struct termios before_ {};
  std::array<struct sigaction, kSignals.size()> handlers_{};
  bool silent_ = false;
  bool changed_ = false;
};

}  // namespace

std::optional<std::string> read_hidden_line(const std::string& prompt) {
  const SilentTerminal terminal;
  if (!terminal.is_silent()) return std::nullopt;
  terminal.say(prompt);
  auto line = terminal.read_line();
  terminal.say("\n");
  return line;
}

}  // namespace lawful
