#include "store/postgres_address.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>

namespace lawful {
namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

bool is_number_list(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == ','; });
}

}  // namespace

bool is_postgres_url(const std::string& where) {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

Result<PostgresAddress> PostgresAddress::parse(const std::string& url) {
  const auto refused = [] {
    return fail(
        Code::kInvalid,
        "the URL of the server is not `postgresql://user:password@host:port/database`; "
        "write `@`, `/`, `:`, `?`, `#` and `%` of a password as `%40`, `%2F`, `%3A`, `%3F`, "
        "`%23` and `%25`, or keep it in a password file");
  };
  if (!is_postgres_url(url) || url.find('\0') != std::string::npos) return refused();
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(
      PQconninfoParse(url.c_str(), &message));
  PQfreemem(message);  // It may quote the password.
  if (!options) return refused();
  std::map<std::string_view, std::string> found;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) found[option->keyword] = option->val;
  }
  const std::string& host = found["host"];
  const std::string& address = found["hostaddr"];
  const std::string& database = found["dbname"];
  for (const std::string* part : {&host, &address, &database}) {
    if (part->find_first_of("@?#%") != std::string::npos) return refused();
  }
  if (!is_number_list(found["port"])) return refused();
  return PostgresAddress(
      url, fmt::format("server `{}`, database `{}`", host.empty() ? "(default)" : host,
                       database.empty() ? "(default)" : database));
}

}  // namespace lawful
