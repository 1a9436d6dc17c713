#include "app/ledger_page.h"

#include <fmt/format.h>

#include "base/bytes.h"

namespace lawful {
namespace {

constexpr std::size_t kFindingsShown = 40;

std::string line(Lang lang, std::string_view zh, std::string_view en, const std::string& value) {
  return lang == Lang::kZh ? fmt::format("{}：{}\n", zh, value)
                           : fmt::format("{}: {}\n", en, value);
}

std::string outcome_word(RecordedOutcome outcome, Lang lang) {
  const bool zh = lang == Lang::kZh;
  switch (outcome) {
    case RecordedOutcome::kLawful:
      return zh ? "合法" : "lawful";
    case RecordedOutcome::kUnlawful:
      return zh ? "违法" : "unlawful";
    case RecordedOutcome::kUndetermined:
      return zh ? "尚不能判断" : "undetermined";
    case RecordedOutcome::kOutOfScope:
      return zh ? "不适用" : "out of scope";
  }
  return "";
}

std::string kind_word(EvidenceKind kind, Lang lang) {
  const bool zh = lang == Lang::kZh;
  switch (kind) {
    case EvidenceKind::kDecision:
      return zh ? "判断" : "decision";
    case EvidenceKind::kPruning:
      return zh ? "修剪日志" : "pruning";
    case EvidenceKind::kLoad:
      return zh ? "测试数据" : "generated load";
  }
  return std::to_string(static_cast<unsigned>(kind));
}

std::string body_lines(const Evidence& row, Lang lang) {
  if (row.kind == EvidenceKind::kDecision) {
    if (const auto body = read_decision_body(row.body)) {
      return line(lang, "结论", "outcome", outcome_word(body->outcome, lang)) +
             line(lang, "判断", "decision", body->decision.hex());
    }
  }
  if (row.kind == EvidenceKind::kPruning) {
    if (const auto body = read_pruning_body(row.body)) {
      return line(lang, "保留自第几项起", "entries from", std::to_string(body->minimum)) +
             line(lang, "修剪此日之前的", "pruned before", format_date(date_of_day(body->before)));
    }
  }
  return line(lang, "内容（十六进制）", "body, hexadecimal", to_hex(row.body));
}

std::string counted(std::uint64_t count, bool more, Lang lang) {
  if (!more) return std::to_string(count);
  return lang == Lang::kZh ? fmt::format("{} 以上", count) : fmt::format("{} or more", count);
}

}  // namespace

std::string moment(Instant at, Lang lang) {
  return fmt::format(fmt::runtime(lang == Lang::kZh ? "{}（北京 {}）" : "{} ({} in Beijing)"),
                     format_instant(at), format_date(beijing_date(at)));
}

std::string fsck_page(const FsckReport& report, bool unlocked, Lang lang) {
  const bool zh = lang == Lang::kZh;
  std::string page = fmt::format(
      fmt::runtime(
          zh ? "证据 {} 行，{} 条链；日志 {} 项（自第 {} 项起核对 {} 项）；尚未入日志 {} 行\n"
             : "rows of evidence: {}; chains: {}; entries in the log: {}, checked from {} on: {}; "
               "pending: {}\n"),
      report.rows, report.chains, report.size, report.minimum, report.entries, report.pending);
  if (!unlocked) {
    page += zh ? "未开启密钥：承诺值未与内容核对\n"
               : "the keys are locked: commitments were not held against their rows\n";
  } else if (report.chains_without_key > 0) {
    page +=
        fmt::format(fmt::runtime(zh ? "{} 条链没有密钥：承诺值未与内容核对\n"
                                    : "chains without a key: {}; their commitments were not held "
                                      "against their rows\n"),
                    report.chains_without_key);
  }
  for (std::size_t i = 0; i < report.findings.size() && i < kFindingsShown; ++i) {
    page += fmt::format("  {}: {}\n", report.findings[i].where, report.findings[i].what);
  }
  if (report.findings.size() > kFindingsShown) {
    page +=
        fmt::format(fmt::runtime(zh ? "  其余 {} 项见 --json\n" : "  {} more: --json lists them\n"),
                    counted(report.findings.size() - kFindingsShown, report.more, lang));
  }
  if (report.clean()) return page + (zh ? "未发现问题\n" : "nothing is wrong\n");
  return page + fmt::format(fmt::runtime(zh ? "发现 {} 个问题\n" : "findings: {}\n"),
                            counted(report.findings.size(), report.more, lang));
}

std::string status_page(const LedgerStatus& status, Lang lang) {
  const bool zh = lang == Lang::kZh;
  std::string page = line(lang, "日志", "log", status.origin);
  page += line(lang, "编号", "id", to_hex(as_text(status.log.bytes)));
  page += line(lang, "检查点公钥", "checkpoint key", status.checkpoint_key);
  page += line(lang, "承诺公钥", "promise key", status.promise_key);
  page += line(lang, "项数", "entries", std::to_string(status.head.size));
  if (status.head.minimum > 0) {
    page += line(lang, "保留自第几项起", "entries from", std::to_string(status.head.minimum));
  }
  page += status.signature_stands
              ? line(lang, "根哈希", "root", status.root)
              : line(lang, "签名", "signature",
                     zh ? "检查点的签名不成立；请运行 `lawful ledger fsck`"
                        : "the checkpoint's does not stand; run `lawful ledger fsck`");
  page += line(lang, "尚未入日志", "pending", counted(status.pending, status.pending_more, lang));
  if (status.oldest_pending) {
    page += line(lang, "其中最早", "the oldest of them", moment(*status.oldest_pending, lang));
  }
  page += line(lang, "整合", "integration",
               status.lease_until ? (zh ? "进行中" : "under way")
                                  : (zh ? "无进程整合" : "nobody integrates"));
  page += line(lang, "存储", "store",
               fmt::format(fmt::runtime(zh ? "{} {}，{} 字节" : "{} {}, {} bytes"),
                           status.store.engine, status.store.version, status.store.bytes));
  return page;
}

std::string proof_page(const ProofFile& proof, const Checkpoint& in, const LogEntry& entry,
                       const std::optional<Opening>& opening, Lang lang) {
  const bool zh = lang == Lang::kZh;
  std::string page =
      fmt::format(fmt::runtime(zh ? "成立：{} 的第 {} 项（检查点共 {} 项）\n"
                                  : "it stands: entry {1} of {0}; the checkpoint's size: {2}\n"),
                  in.origin, proof.index, in.size);
  page += line(lang, "日期（北京）", "day in Beijing", format_date(date_of_day(entry.day)));
  if (!opening) {
    return page + (zh ? "未附内容：只证明该项在日志中\n"
                      : "not opened: that the entry is in the log is all it shows\n");
  }
  const Evidence& row = opening->row;
  page += line(lang, "链", "chain", to_hex(as_text(row.individual.bytes)));
  page += line(lang, "编号", "row", std::to_string(row.seq));
  page += line(lang, "时间", "time", moment(row.at, lang));
  page += line(lang, "种类", "kind", kind_word(row.kind, lang));
  return page + body_lines(row, lang);
}

std::string promise_page(const Promise& promise, const PromiseHead& head, Lang lang) {
  return fmt::format(
      fmt::runtime(
          lang == Lang::kZh
              ? "成立：{} 于 {} 承诺将哈希为 {} 的一项列入日志\n"
              : "it stands: {} promised at {} that an entry with the hash {} will be in its "
                "log\n"),
      head.origin, moment(head.time, lang), promise.leaf.hex());
}

}  // namespace lawful
