#include "app/ledger_json.h"

#include <boost/json/serialize.hpp>

#include "base/bytes.h"
#include "base/json.h"

namespace lawful {

std::string fsck_json(const FsckReport& report) {
  JsonArray findings;
  for (const FsckFinding& finding : report.findings) {
    findings.push_back(JsonObject{{"where", finding.where}, {"what", finding.what}});
  }
  const JsonObject object{{"schema", 1},
                          {"clean", report.clean()},
                          {"rows", report.rows},
                          {"chains", report.chains},
                          {"chains_without_key", report.chains_without_key},
                          {"entries", report.size},
                          {"entries_checked", report.entries},
                          {"minimum", report.minimum},
                          {"pending", report.pending},
                          {"findings", std::move(findings)},
                          {"more", report.more}};
  return boost::json::serialize(object) + "\n";
}

std::string status_json(const LedgerStatus& status) {
  JsonObject object{{"schema", 1},
                    {"origin", status.origin},
                    {"log", to_hex(as_text(status.log.bytes))},
                    {"checkpoint_key", status.checkpoint_key},
                    {"promise_key", status.promise_key},
                    {"entries", status.head.size},
                    {"minimum", status.head.minimum},
                    {"signature", status.signature_stands},
                    {"root", status.root},
                    {"pending", status.pending},
                    {"pending_more", status.pending_more}};
  if (status.oldest_pending) object["oldest_pending"] = format_instant(*status.oldest_pending);
  object["integrating"] = status.lease_until.has_value();
  object["store"] = JsonObject{{"engine", status.store.engine},
                               {"version", status.store.version},
                               {"bytes", status.store.bytes}};
  object["at"] = format_instant(status.now);
  return boost::json::serialize(object) + "\n";
}

}  // namespace lawful
