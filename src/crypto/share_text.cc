// Recovery shares on paper (recovery_share.h).
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/bytes.h"
#include "base/check.h"
#include "crypto/hash.h"
#include "crypto/recovery_share.h"

namespace lawful {
namespace {

constexpr std::uint8_t kFormat = 1;
constexpr std::size_t kCheckSize = 4;
// Format, set, threshold, count, number, piece, check.
constexpr std::size_t kShareSize = 1 + 16 + 3 + 32 + kCheckSize;
constexpr std::size_t kLineBytes = 8;
constexpr std::size_t kLineCheckSize = 2;
constexpr std::size_t kLines = kShareSize / kLineBytes;
constexpr std::size_t kLineDigits = (kLineBytes + kLineCheckSize) * 8 / 5;
constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static_assert(kShareSize % kLineBytes == 0 && kLines == 7 && kLineDigits == 16);

using ShareBytes = std::array<std::uint8_t, kShareSize>;
using LineBytes = std::array<std::uint8_t, kLineBytes + kLineCheckSize>;

Sha256 line_hash(std::size_t number, std::span<const std::uint8_t> bytes) {
  std::array<std::uint8_t, 1 + kLineBytes> checked{};
  checked[0] = static_cast<std::uint8_t>(number);
  std::ranges::copy(bytes.first(kLineBytes), checked.begin() + 1);
  const Sha256 hash = sha256(as_text(checked));
  wipe(checked);
  return hash;
}

Sha256 share_hash(std::span<const std::uint8_t> bytes) {
  return sha256(as_text(bytes.first(kShareSize - kCheckSize)));
}

// The ten bytes of a line as 16 digits of 5 bits, the highest first.
void write_digits(const LineBytes& line, std::span<std::uint8_t> out) {
  CHECK(out.size() == kLineDigits);
  for (std::size_t digit = 0; digit < kLineDigits; ++digit) {
    unsigned value = 0;
    for (std::size_t bit = 5 * digit; bit < 5 * digit + 5; ++bit) {
      value = value << 1 | (line[bit / 8] >> (7 - bit % 8) & 1U);
    }
    out[digit] = static_cast<std::uint8_t>(kDigits[value]);
  }
}

std::optional<unsigned> digit_value(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  const std::size_t at = kDigits.find(c);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<unsigned>(at);
}

// The bytes of a line after its number, or nothing if it has not 16 digits.
std::optional<LineBytes> read_digits(std::string_view text) {
  LineBytes line{};
  std::size_t digits = 0;
  for (char c : text) {
    if (c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '.' || c == ':') continue;
    const auto value = digit_value(c);
    if (!value || digits == kLineDigits) return std::nullopt;
    for (std::size_t i = 0; i < 5; ++i) {
      const std::size_t bit = 5 * digits + i;
      const unsigned one = *value >> (4 - i) & 1U;
      line[bit / 8] = static_cast<std::uint8_t>(line[bit / 8] | one << (7 - bit % 8));
    }
    ++digits;
  }
  if (digits != kLineDigits) return std::nullopt;
  return line;
}

// Puts line `number` of a share, counted from 1, into its place in `share`.
Result<void> read_line(std::size_t number, std::string_view digits, ShareBytes& share) {
  auto line = read_digits(digits);
  if (!line) {
    return fail(Code::kInvalid,
                fmt::format("line {} of a recovery share has {} letters and digits, without U",
                            number, kLineDigits));
  }
  const Sha256 hash = line_hash(number, *line);
  const bool right = std::equal(line->begin() + kLineBytes, line->end(), hash.bytes.begin());
  const auto from = share.begin() + static_cast<std::ptrdiff_t>((number - 1) * kLineBytes);
  std::copy_n(line->begin(), kLineBytes, from);
  wipe(*line);
  if (right) return {};
  return fail(
      Code::kInvalid,
      fmt::format("line {} of a recovery share is mistyped; compare it with the paper", number));
}

Result<void> read_lines(std::string_view text, ShareBytes& share) {
  std::array<bool, kLines + 1> seen{};
  while (!text.empty()) {
    const std::string_view whole = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(whole.size() + 1, text.size()));
    const std::size_t start = whole.find_first_not_of(" \t");
    if (start == std::string_view::npos || whole[start] < '0' || whole[start] > '9') continue;
    const auto number = static_cast<std::size_t>(whole[start] - '0');
    if (number < 1 || number > kLines) {
      return fail(Code::kInvalid,
                  fmt::format("the lines of a recovery share are numbered 1 to {}", kLines));
    }
    if (seen[number]) {
      return fail(Code::kInvalid,
                  fmt::format("line {} of a recovery share is there twice", number));
    }
    seen[number] = true;
    TRY_VOID(read_line(number, whole.substr(start + 1), share));
  }
  for (std::size_t number = 1; number <= kLines; ++number) {
    if (seen[number]) continue;
    return fail(Code::kInvalid, fmt::format("line {} of a recovery share is missing", number));
  }
  return {};
}

Result<RecoveryShare> read_share(ShareBytes& bytes) {
  const Sha256 hash = share_hash(bytes);
  if (!std::equal(bytes.end() - kCheckSize, bytes.end(), hash.bytes.begin())) {
    return fail(Code::kInvalid, "a recovery share has lines of two shares");
  }
  if (bytes[0] != kFormat) {
    return fail(Code::kInvalid, "a recovery share has a format that this program does not know");
  }
  ShareSet set{};
  std::copy_n(bytes.begin() + 1, set.size(), set.begin());
  const std::uint8_t threshold = bytes[17];
  const std::uint8_t count = bytes[18];
  const std::uint8_t number = bytes[19];
  if (!check_share_numbers(threshold, count) || number < 1 || number > count) {
    return fail(Code::kInvalid, "a recovery share has numbers that no share has");
  }
  const std::span<std::uint8_t, 32> piece = std::span(bytes).subspan<20, 32>();
  return RecoveryShare{set, threshold, count, number, Secret<ForSharing>::take(piece)};
}

}  // namespace

SecretBytes reveal_share_text(const RecoveryShare& share) {
  ShareBytes bytes{};
  bytes[0] = kFormat;
  std::ranges::copy(share.set, bytes.begin() + 1);
  bytes[17] = share.threshold;
  bytes[18] = share.count;
  bytes[19] = share.number;
  std::ranges::copy(share.piece.reveal_key_bytes(), bytes.begin() + 20);
  std::copy_n(share_hash(bytes).bytes.begin(), kCheckSize, bytes.end() - kCheckSize);

  const std::string head = fmt::format(
      "lawful recovery share {} of {}\n"
      "any {} of them open the key file; keep each with another person\n"
      "set {}\n",
      share.number, share.count, share.threshold, to_hex(as_text(share.set)));
  constexpr std::size_t kLineSize =
      2 + kLineDigits + 3 + 1;  // `1 XXXX-XXXX-XXXX-XXXX` and its end.
  SecretBytes text(head.size() + kLines * kLineSize);
  const std::span<std::uint8_t> out = text.reveal_bytes();
  std::ranges::copy(head, out.begin());
  for (std::size_t number = 1; number <= kLines; ++number) {
    LineBytes line{};
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>((number - 1) * kLineBytes), kLineBytes,
                line.begin());
    const Sha256 hash = line_hash(number, line);
    std::copy_n(hash.bytes.begin(), kLineCheckSize, line.begin() + kLineBytes);
    std::array<std::uint8_t, kLineDigits> digits{};
    write_digits(line, digits);
    std::span<std::uint8_t> at = out.subspan(head.size() + (number - 1) * kLineSize, kLineSize);
    at[0] = static_cast<std::uint8_t>('0' + number);
    at[1] = ' ';
    for (std::size_t i = 0; i < kLineDigits; ++i) at[2 + i + i / 4] = digits[i];
    for (std::size_t i = 1; i < 4; ++i) at[1 + 5 * i] = '-';
    at[kLineSize - 1] = '\n';
    wipe(line);
    wipe(digits);
  }
  wipe(bytes);
  return text;
}

Result<RecoveryShare> parse_share(std::string_view text) {
  ShareBytes bytes{};
  auto share = [&]() -> Result<RecoveryShare> {
    TRY_VOID(read_lines(text, bytes));
    return read_share(bytes);
  }();
  wipe(bytes);
  return share;
}

}  // namespace lawful
