#include "app/recovery_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "crypto/private_file.h"

namespace lawful {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShareFileMax = 4096;

// Nothing for what is no number, nothing at all among it.
std::optional<unsigned> number_of(std::string_view text) {
  unsigned number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string share_path(const RecoveryRequest& request, unsigned number) {
  return (fs::path(request.folder) / fmt::format("share-{}-of-{}.txt", number, request.count))
      .string();
}

Result<void> write_shares(const RecoveryRequest& request,
                          const std::vector<RecoveryShare>& shares) {
  std::error_code error;
  fs::create_directories(request.folder, error);
  if (error) {
    return fail(Code::kUnavailable, request.folder + ": the folder cannot be made");
  }
  std::vector<std::string> written;
  for (const RecoveryShare& share : shares) {
    const std::string path = share_path(request, share.number);
    const SecretBytes text = reveal_share_text(share);
    if (auto made = create_private_file(path, text.reveal_text()); !made) {
      for (const std::string& each : written) fs::remove(each, error);
      return made;
    }
    written.push_back(path);
  }
  return {};
}

}  // namespace

Result<std::optional<RecoveryRequest>> recovery_of(const Call& call) {
  const std::string* numbers = call.value("--recovery");
  const std::string* folder = call.value("--recovery-dir");
  if (numbers == nullptr && folder == nullptr) return std::nullopt;
  if (numbers == nullptr || folder == nullptr) {
    return fail(Code::kInvalid, "`--recovery` and `--recovery-dir` go together");
  }
  const std::size_t slash = numbers->find('/');
  const std::size_t past = slash == std::string::npos ? numbers->size() : slash + 1;
  const auto threshold = number_of(std::string_view(*numbers).substr(0, slash));
  const auto count = number_of(std::string_view(*numbers).substr(past));
  if (!threshold || !count) {
    return fail(Code::kInvalid, "`--recovery` is two numbers, such as `3/5`");
  }
  TRY_VOID(check_share_numbers(threshold.value(), count.value()));
  RecoveryRequest request{static_cast<std::uint8_t>(*threshold), static_cast<std::uint8_t>(*count),
                          *folder};
  for (unsigned number = 1; number <= request.count; ++number) {
    const std::string path = share_path(request, number);
    std::error_code error;
    if (fs::exists(fs::symlink_status(path, error))) {
      return fail(Code::kInvalid, path + ": is there already; name another folder");
    }
  }
  return request;
}

Result<std::uint32_t> add_recovery(KeyFile& keys, const RecoveryRequest& request, Instant now,
                                   std::optional<std::uint32_t> replaces) {
  const auto is_replaced = [&](const KeySlot& slot) { return slot.number == *replaces; };
  if (replaces && std::ranges::none_of(keys.slots(), is_replaced)) {
    return fail(Code::kNotFound, fmt::format("there is no slot {}", *replaces));
  }
  // The old slot goes last: shares that could not be written must not be the only ones.
  TRY(const SharedSlot shared, keys.add_recovery(request.threshold, request.count, now));
  if (auto written = write_shares(request, shared.shares); !written) {
    TRY_VOID(keys.remove_slot(shared.slot.number));
    return tl::unexpected(std::move(written).error());
  }
  if (replaces) {
    TRY_VOID(keys.remove_slot(*replaces));
  }
  return shared.slot.number;
}

Result<std::vector<RecoveryShare>> read_shares(const std::vector<std::string>& paths) {
  std::vector<RecoveryShare> shares;
  for (const std::string& path : paths) {
    TRY(const SecretBytes text, read_secret_file(path, kShareFileMax));
    auto share = parse_share(text.reveal_text());
    if (!share) return fail(share.error().code, path + ": " + share.error().message);
    shares.push_back(*std::move(share));
  }
  return shares;
}

}  // namespace lawful
