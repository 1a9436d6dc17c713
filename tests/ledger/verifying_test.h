#pragma once
// Runs lawful-verify inside of a test, over generated logs in a temporary folder.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <sstream>

#include "command.h"
#include "sample_log.h"

namespace verify {

struct Outcome {
  int code = 0;
  std::string text;  // What it said, on either stream.
};

inline Outcome verified(const std::vector<std::string>& words) {
  std::ostringstream out;
  std::ostringstream err;
  Outcome outcome;
  outcome.code = run(words, out, err);
  outcome.text = out.str() + err.str();
  return outcome;
}

class Verifying : public testing::Test {
 protected:
  Verifying() {
    folder_ = std::filesystem::temp_directory_path() /
              ("verify_test." + std::to_string(getpid()) + "." +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
  }
  ~Verifying() override { std::filesystem::remove_all(folder_); }

  // A file in the temporary folder, and its path.
  std::string file(const std::string& name, std::string_view content) const {
    sample::write(folder_ / name, content);
    return (folder_ / name).string();
  }
  std::string published() const { return (folder_ / "log").string(); }
  Outcome check_log(const std::string& key) const {
    return verified({"log", published(), "--key", key});
  }
  // Changes one byte of a published file.
  void damage(const std::string& name, std::size_t at) const {
    std::string content = sample::read(folder_ / "log" / name);
    ASSERT_LT(at, content.size());
    content[at] = static_cast<char>(content[at] ^ 1);
    sample::write(folder_ / "log" / name, content);
  }
  void cut(const std::string& name, std::size_t by) const {
    const std::string content = sample::read(folder_ / "log" / name);
    sample::write(folder_ / "log" / name, content.substr(0, content.size() - by));
  }
  void swap(const std::string& a, const std::string& b) const {
    const std::filesystem::path log = folder_ / "log";
    const std::string first = sample::read(log / a);
    sample::write(log / a, sample::read(log / b));
    sample::write(log / b, first);
  }

  std::filesystem::path folder_;
};

// Generated once for all tests: it takes a moment.
inline const sample::SampleLog& great_log() {
  static const sample::SampleLog log("example.test/log", 65536 + 3);
  return log;
}

}  // namespace verify
