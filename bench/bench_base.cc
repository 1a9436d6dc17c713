// Hashing against a bare EVP loop, and reading documents against parsers that
// keep no positions.
#include <fmt/format.h>
#include <openssl/evp.h>

#include <boost/json/parse.hpp>
#include <random>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/document.h"
#include "bench/report.h"
#include "crypto/hash.h"

namespace {

using namespace lawful;

constexpr double kMega = 1e6;

void hashing(bench::Report& report, std::size_t size, std::string_view label) {
  std::string data(size, '\0');
  std::mt19937_64 random(report.seed());
  for (char& c : data) c = static_cast<char>(random());
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  unsigned char digest[EVP_MAX_MD_SIZE];
  const auto times = bench::race([&] { bench::keep(sha256(data)); },
                                 [&] {
                                   EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
                                   EVP_DigestUpdate(context, data.data(), data.size());
                                   EVP_DigestFinal_ex(context, digest, nullptr);
                                   bench::keep(digest);
                                 });
  EVP_MD_CTX_free(context);
  const double megabytes = static_cast<double>(size) / kMega;
  const double peer = megabytes / times.peer.median();
  report.add({.name = fmt::format("sha256 of {}", label),
              .value = megabytes / times.ours.median(),
              .unit = "MB/s",
              .peer = "EVP loop, context reused",
              .peer_value = peer,
              .ceiling = peer});
}

// A register of declared activities, as handlers write it: about 1 MB.
std::string register_json(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::string text = "{\"activity\": {\n";
  for (int i = 0; i < 4000; ++i) {
    text += fmt::format(
        "{}  \"a{}\": {{\"purpose\": \"处理 {}\", \"categories\": [\"name\", \"phone\", \"c{}\"],\n"
        "    \"basis\": \"contract\", \"since\": \"2025-01-{:02}\", \"retention_days\": {},\n"
        "    \"automated\": {}, \"recipients\": [{{\"name\": \"r{}\", \"abroad\": false}}]}}",
        i == 0 ? "" : ",\n", i, random(), random() % 100, 1 + random() % 28, random() % 4000,
        random() % 2 == 0, random() % 50);
  }
  return text + "}}\n";
}

std::string register_toml(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::string text;
  for (int i = 0; i < 4000; ++i) {
    text += fmt::format(
        "[activity.a{}]\npurpose = \"处理 {}\"\ncategories = [\"name\", \"phone\", \"c{}\"]\n"
        "basis = \"contract\"\nsince = 2025-01-{:02}\nretention_days = {}\nautomated = {}\n",
        i, random(), random() % 100, 1 + random() % 28, random() % 4000, random() % 2 == 0);
  }
  return text;
}

void reading(bench::Report& report) {
  const std::string json = register_json(report.seed());
  CHECK(read_document(json, "register.json", Format::kJson));
  const auto times =
      bench::race([&] { bench::keep(read_document(json, "register.json", Format::kJson)); },
                  [&] { bench::keep(boost::json::parse(json)); });
  const double megabytes = static_cast<double>(json.size()) / kMega;
  report.add({.name = "read_document, JSON",
              .value = megabytes / times.ours.median(),
              .unit = "MB/s",
              .peer = "boost::json::parse",
              .peer_value = megabytes / times.peer.median()});

  const std::string toml = register_toml(report.seed());
  CHECK(read_document(toml, "register.toml", Format::kToml));
  const auto samples =
      bench::repeat([&] { bench::keep(read_document(toml, "register.toml", Format::kToml)); });
  report.add({.name = "read_document, TOML",
              .value = static_cast<double>(toml.size()) / kMega / samples.median(),
              .unit = "MB/s"});
}

}  // namespace

int main(int argc, char** argv) {
  auto report = bench::Report::from(argc, argv);
  hashing(report, 64, "64 bytes");
  hashing(report, 16 << 10, "16 KiB");
  hashing(report, 1 << 20, "1 MiB");
  reading(report);
  return report.close();
}
