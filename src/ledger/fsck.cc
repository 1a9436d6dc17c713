#include "ledger/fsck.h"

#include "ledger/fsck_parts.h"

namespace lawful {

void FsckReport::add(std::string where, std::string what) {
  if (findings.size() < kFindingsMax) {
    findings.push_back({std::move(where), std::move(what)});
  } else {
    more = true;
  }
}

Result<FsckReport> fsck(Store& store, const LogIdentity& identity, const ChainKeys& keys,
                        const FsckProgress& progress) {
  FsckReport report;
  // One snapshot: what is written meanwhile is not half seen.
  TRY_VOID(store.read([&](Transaction& rows) -> Result<void> {
    report = {};
    TRY(FsckLog log, fsck_log(rows, identity, progress, report));
    return fsck_rows(rows, identity, keys, progress, log, report);
  }));
  return report;
}

}  // namespace lawful
