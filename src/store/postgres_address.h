#pragma once
// Where a PostgreSQL server is: libpq's URL, checked so that no message can quote a
// password.
//
// libpq splits `user:password@host` at the first `@` and `/`; a password that holds
// them unescaped ends up in the host, the port or the database, and its own messages
// would then print it. Such a URL is refused without being quoted.
//
// Errors: kInvalid.
// Thread safety: a value.

#include <string>

#include "base/result.h"

namespace lawful {

class PostgresAddress {
 public:
  static Result<PostgresAddress> parse(const std::string& url);

  const std::string& url() const { return url_; }
  // "server `db.example.org`, database `lawful`", for messages.
  const std::string& words() const { return words_; }

 private:
  PostgresAddress(std::string url, std::string words)
      : url_(std::move(url)), words_(std::move(words)) {}

  std::string url_;
  std::string words_;
};

bool is_postgres_url(const std::string& where);

}  // namespace lawful
