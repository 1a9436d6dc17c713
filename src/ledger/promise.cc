#include "ledger/promise.h"

#include <utility>

#include "base/bytes.h"
#include "ledger/text_lines.h"

namespace lawful {
namespace {

constexpr std::string_view kFirstLine = "lawful-promise@v1";
constexpr std::string_view kNameEnd = "/promise";

Hash record_leaf(const Hash& leaf) { return leaf_hash(as_text(leaf.bytes)); }

// The rows of the tree, from the leaves up. The last node of a row that has no sibling is passed
// up as it is.
std::vector<std::vector<Hash>> rows_over(std::span<const Hash> leaves) {
  std::vector<std::vector<Hash>> rows(1);
  rows[0].reserve(leaves.size());
  for (const Hash& leaf : leaves) rows[0].push_back(record_leaf(leaf));
  while (rows.back().size() > 1) {
    const std::vector<Hash>& below = rows.back();
    std::vector<Hash> row;
    row.reserve((below.size() + 1) / 2);
    for (std::size_t i = 0; i + 1 < below.size(); i += 2) {
      row.push_back(node_hash(below[i], below[i + 1]));
    }
    if (below.size() % 2 == 1) row.push_back(below.back());
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Hash> path_in(const std::vector<std::vector<Hash>>& rows, std::size_t index) {
  std::vector<Hash> path;
  path.reserve(rows.size() - 1);
  for (const std::vector<Hash>& row : rows) {
    const std::size_t sibling = index ^ 1;
    if (sibling < row.size()) path.push_back(row[sibling]);
    index /= 2;
  }
  return path;
}

}  // namespace

std::string promise_key_name(std::string_view origin) {
  return std::string(origin).append(kNameEnd);
}

std::string format_promise_head(const PromiseHead& head) {
  return promise_key_name(head.origin) + '\n' + std::to_string(head.count) + '\n' +
         format_hash(head.root) + "\ntime " + std::to_string(head.time.time_since_epoch().count()) +
         '\n';
}

Result<PromiseHead> parse_promise_head(std::string_view text) {
  LineReader in(text);
  TRY(std::string_view name, in.line("key name"));
  if (!is_key_name(name) || !name.ends_with(kNameEnd) || name.size() == kNameEnd.size()) {
    return fail(Code::kInvalid, "a promise is not by a key named `<origin>/promise`");
  }
  name.remove_suffix(kNameEnd.size());
  PromiseHead head;
  head.origin = name;
  TRY(const std::string_view count, in.line("number of promises"));
  TRY(head.count, parse_decimal(count, "number of promises"));
  if (head.count == 0) return fail(Code::kInvalid, "a batch of no promises");
  TRY(const std::string_view root, in.line("root"));
  TRY(head.root, parse_hash(root, "root"));
  TRY(const std::string_view line, in.line("time"));
  TRY(const std::string_view time, parse_field(line, "time"));
  TRY(const std::uint64_t ms, parse_decimal(time, "time"));
  head.time = Instant(std::chrono::milliseconds(static_cast<std::int64_t>(ms)));
  if (!in.rest().empty()) return fail(Code::kInvalid, "a promise has more than its four lines");
  return head;
}

Result<PromiseBatch> promise_batch(std::string_view origin, Instant time,
                                   std::span<const Hash> leaves, NoteSigner& signer) {
  if (signer.name() != promise_key_name(origin)) {
    return fail(Code::kInvalid,
                "`" + signer.name() + "` cannot promise for the log `" + std::string(origin) + "`");
  }
  const auto rows = rows_over(leaves);
  const Hash root = leaves.empty() ? empty_root() : rows.back().front();
  const std::string text = format_promise_head({std::string(origin), leaves.size(), root, time});
  TRY_VOID(parse_promise_head(text));  // Whatever cannot be read must not be signed.
  PromiseBatch batch;
  TRY(batch.note, sign_note(text, signer));
  batch.paths.reserve(leaves.size());
  for (std::size_t i = 0; i < leaves.size(); ++i) batch.paths.push_back(path_in(rows, i));
  return batch;
}

std::string format_promise(const Promise& promise) {
  return std::string(kFirstLine) + "\nleaf " + format_hash(promise.leaf) + "\nindex " +
         std::to_string(promise.index) + '\n' + format_path(promise.path) + promise.note;
}

Result<Promise> parse_promise(std::string_view text) {
  LineReader in(text);
  TRY(const std::string_view first, in.line("format"));
  if (first != kFirstLine) {
    return fail(Code::kInvalid, "a promise does not begin with `" + std::string(kFirstLine) + "`");
  }
  Promise promise;
  TRY(const std::string_view leaf_line, in.line("leaf"));
  TRY(const std::string_view leaf, parse_field(leaf_line, "leaf"));
  TRY(promise.leaf, parse_hash(leaf, "leaf"));
  TRY(const std::string_view index_line, in.line("index"));
  TRY(const std::string_view index, parse_field(index_line, "index"));
  TRY(promise.index, parse_decimal(index, "index"));
  TRY(promise.path, parse_path(in));
  promise.note = in.rest();
  return promise;
}

Result<PromiseHead> check_promise(const Promise& promise, const NoteVerifier& promises) {
  TRY(const OpenedNote opened, open_note(promise.note, {&promises, 1}));
  TRY(PromiseHead head, parse_promise_head(opened.text));
  if (promise_key_name(head.origin) != promises.name) {
    return fail(Code::kInvalid, "`" + promises.name + "` promised for another log");
  }
  TRY_VOID(check_inclusion(record_leaf(promise.leaf), promise.index, head.count, promise.path,
                           head.root));
  return head;
}

}  // namespace lawful
