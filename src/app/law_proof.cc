#include "app/law_proof.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <ostream>
#include <system_error>

#include "app/flaw_text.h"
#include "app/output_file.h"
#include "prove/flaws.h"

namespace lawful {
namespace {

constexpr std::chrono::seconds kPatience{1};

// A line on the terminal that is written over, and gone at the end.
class ProgressLine {
 public:
  explicit ProgressLine(Console& console) : console_(console), start_(console.clock.now()) {}
  ~ProgressLine() {
    if (shown_) console_.err << "\r\033[K" << std::flush;
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void tell(std::size_t done, std::size_t all) {
    if (!console_.err_is_terminal || console_.clock.now() - start_ < kPatience) return;
    shown_ = true;
    console_.err << "\rproving: " << done * 100 / all << "%" << std::flush;
  }

 private:
  Console& console_;
  Instant start_;
  bool shown_ = false;
};

Result<void> make_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(Code::kInvalid, folder + ": no folder can be made there");
  return {};
}

}  // namespace

Result<std::size_t> prove_law(const Law& law, const ProofRequest& request, Console& console) {
  std::vector<Flaw> flaws;
  {
    ProgressLine line(console);
    flaws = find_flaws(law, [&](std::size_t done, std::size_t all) { line.tell(done, all); });
  }
  if (!flaws.empty() && !request.folder.empty()) TRY_VOID(make_folder(request.folder));
  std::map<std::string, int> named;
  for (const Flaw& flaw : flaws) {
    console.out << to_string(flaw_message(law, flaw)) << "\n";
    if (request.folder.empty()) {
      console.out << "  witness: " << witness_line(law, flaw) << "\n";
    } else {
      std::string name = witness_name(law, flaw);
      if (const int count = ++named[name]; count > 1) name += "-" + std::to_string(count);
      const std::string path = (std::filesystem::path(request.folder) / (name + ".toml")).string();
      TRY_VOID(new_file(path, witness_file(law, flaw, request.replay, path)));
      console.out << "  witness: " << path << "\n";
    }
    console.out << "  `lawful decide` says: " << witness_shows(law, flaw) << "\n";
  }
  if (!flaws.empty() && request.folder.empty())
    console.out << "witnesses are written as files with `--witnesses DIR`\n";
  return flaws.size();
}

}  // namespace lawful
