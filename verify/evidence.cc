#include "evidence.h"

#include "hash.h"
#include "say.h"

namespace verify {
namespace {

constexpr std::size_t kEntry = 37;
constexpr std::uint64_t kBodyMax = 32768;

Hash commitment_of(const Opening& row) {
  std::string message = "lawful-evidence-1\n";
  message += row.individual;
  message += big_endian(row.seq, 8);
  message += big_endian(row.at, 8);
  message += big_endian(row.kind, 2);
  message += view(row.previous);
  message += big_endian(row.body.size(), 4);
  message += row.body;
  return hmac_sha256(row.salt, message);
}

Opening read_opening(Fields fields) {
  Opening row;
  row.salt = fields.take(32);
  row.previous = fields.hash();
  row.individual = fields.take(16);
  row.seq = fields.number(8);
  row.at = fields.number(8);
  row.kind = fields.number(2);
  const std::uint64_t length = fields.number(4);
  if (length > kBodyMax) throw Refusal(say("the body is longer than {1} bytes", "32768"));
  row.body = fields.take(static_cast<std::size_t>(length));
  if (!fields.empty()) throw Refusal(say("bytes follow the opening"));
  return row;
}

void check_opening(const Opening& row, const Entry& entry) {
  if (row.seq == 0) throw Refusal(say("the opening has seq 0; rows are counted from 1"));
  if (row.seq == 1 && row.previous != Hash{}) {
    throw Refusal(say("the opening has seq 1 and a `previous`; the first row has none"));
  }
  if (row.at > kLastMillisecond) throw Refusal(say("the opening has a time beyond the year 9999"));
  if (commitment_of(row) != entry.commitment) {
    throw Refusal(
        say("the opening is not what the entry commits to: its salt, `previous`, "
            "individual, seq, time, kind or body is another"));
  }
  const std::uint64_t day = (row.at + kBeijingMilliseconds) / kDayMilliseconds;
  if (day != entry.day) {
    throw Refusal(say("the opening is of {1} in Beijing, but the entry is of {2}", day_text(day),
                      day_text(entry.day)));
  }
}

// In words, where it is of a form that this program knows; else empty.
std::string body_in_words(const Opening& row) {
  if (row.body.empty() || row.body[0] != 1) return {};
  Fields fields(std::string_view(row.body).substr(1));
  if (row.kind == 1) {
    const std::uint64_t outcome = fields.number(1);
    const std::string digest = hex(fields.take(32));
    if (outcome < 1 || outcome > 4 || !fields.empty()) throw Refusal(say("has another form"));
    const std::string word = outcome == 1   ? say("lawful")
                             : outcome == 2 ? say("unlawful")
                             : outcome == 3 ? say("undetermined")
                                            : say("out of scope");
    return say("decision: {1}; digest {2}", word, digest);
  }
  if (row.kind == 2) {
    const std::uint64_t minimum = fields.number(8);
    const std::uint64_t day = fields.number(4);
    if (!fields.empty()) throw Refusal(say("has another form"));
    return say("pruning: entries below {1}, of days before {2}, are no longer shown",
               std::to_string(minimum), day_text(day));
  }
  return {};
}

}  // namespace

Entry read_entry(std::string_view bytes) {
  if (bytes.size() != kEntry || bytes[0] != 1) {
    throw Refusal(say("not in the form of 37 bytes that begins with 1"));
  }
  Fields fields(bytes.substr(1));
  Entry entry;
  entry.day = fields.number(4);
  entry.commitment = fields.hash();
  return entry;
}

Evidence read_evidence(std::string_view extra) {
  Evidence evidence;
  evidence.entry = extra.substr(0, kEntry);
  evidence.fields = read_entry(evidence.entry);
  if (extra.size() == kEntry) return evidence;
  try {
    evidence.opening = read_opening(Fields(extra.substr(kEntry)));
  } catch (const Refusal& refusal) {
    throw Refusal(say("the opening: {1}", refusal.what()));
  }
  check_opening(*evidence.opening, evidence.fields);
  return evidence;
}

void print(std::ostream& out, const Opening& row) {
  std::string words;
  try {
    words = body_in_words(row);
  } catch (const Refusal& refusal) {
    throw Refusal(say("the body of kind {1}: {2}", std::to_string(row.kind), refusal.what()));
  }
  out << "  " << say("individual: {1}", hex(row.individual)) << '\n'
      << "  " << say("seq: {1}", std::to_string(row.seq)) << '\n'
      << "  "
      << say("at: {1} UTC, {2} Beijing", time_text(row.at),
             time_text(row.at + kBeijingMilliseconds))
      << '\n'
      << "  " << say("kind: {1}", std::to_string(row.kind)) << '\n'
      << "  " << say("body: {1}", hex(row.body)) << '\n';
  if (!words.empty()) out << "  " << words << '\n';
}

}  // namespace verify
