#include "store/marks_sql.h"

#include <array>

namespace lawful {
namespace {

constexpr std::array<SqlTable, 1> kTables = {
    {{"store_mark", TableKind::kIndividual,
      "individual_id bytea NOT NULL, mark bytea NOT NULL, at bigint NOT NULL",
      "individual_id, mark"}}};
constexpr std::array<Migration, 1> kMigrations = {{{1, kTables, {}}}};

}  // namespace

constexpr SqlStatement kAddMark = {
    "store.add_mark", TableKind::kIndividual,
    "INSERT INTO store_mark (individual_id, mark, at) VALUES ($1, $2, $3)"};
constexpr SqlStatement kMarksPage = {
    "store.marks", TableKind::kIndividual,
    "SELECT individual_id, mark, at FROM store_mark WHERE (individual_id, mark) > ($1, $2) "
    "ORDER BY individual_id, mark LIMIT $3",
    Reach::kEverybody};
constexpr SqlStatement kDropMark = {
    "store.drop_mark", TableKind::kIndividual,
    "DELETE FROM store_mark WHERE individual_id = $1 AND mark = $2"};

namespace {

constexpr std::array<const SqlStatement*, 3> kStatements = {&kAddMark, &kMarksPage, &kDropMark};

}  // namespace

constexpr Schema kMarksSchema = {"store", kMigrations, kStatements};

}  // namespace lawful
