// Random works on every engine that is there and on a map in memory: the rows are the
// same after each step, and so is each answer.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <optional>
#include <random>

#include "store/store_suite_test.h"

namespace lawful::store_suite {
namespace {

constexpr std::uint64_t kOwners = 4;
constexpr std::int64_t kSeqs = 6;
constexpr int kSteps = 120;

struct Note {
  std::optional<std::int64_t> number;
  std::optional<std::string> body;
  std::optional<std::string> words;
  auto operator<=>(const Note&) const = default;
};

using Model = std::map<std::pair<std::uint64_t, std::int64_t>, Note>;

// What one work does: steps in order, and whether it says no at its end.
struct Step {
  enum class Kind { kAdd, kDrop, kCount } kind;
  std::int64_t seq;
  Note note;
};
struct RandomWork {
  std::uint64_t whose;
  std::vector<Step> steps;
  bool refuses;
};

std::optional<Code> code_of(const Result<void>& result) {
  if (result) return std::nullopt;
  return result.error().code;
}

std::string random_text(std::mt19937_64& random, bool bytes) {
  std::string text;
  const std::size_t length = random() % 4 == 0 ? random() % 3000 : random() % 20;
  while (text.size() < length) {
    if (bytes) {
      text.push_back(static_cast<char>(random()));
    } else {
      text += std::array{"a", "个", "信息", " ", "\U0001F600", "'", "$1"}[random() % 7];
    }
  }
  return text;
}

RandomWork random_work(std::mt19937_64& random) {
  RandomWork work{.whose = random() % kOwners, .steps = {}, .refuses = random() % 6 == 0};
  const std::size_t steps = 1 + random() % 4;
  for (std::size_t i = 0; i < steps; ++i) {
    Step step{.kind = static_cast<Step::Kind>(random() % 3),
              .seq = static_cast<std::int64_t>(random() % kSeqs),
              .note = {}};
    if (random() % 3 != 0) step.note.number = static_cast<std::int64_t>(random());
    if (random() % 3 != 0) step.note.body = random_text(random, true);
    if (random() % 3 != 0) step.note.words = random_text(random, false);
    work.steps.push_back(std::move(step));
  }
  return work;
}

// What the work comes to in the model: the code of its error, and the model after it.
std::optional<Code> apply(const RandomWork& work, Model& model,
                          std::map<std::uint64_t, std::int64_t>& counters) {
  Model notes = model;
  auto counts = counters;
  for (const Step& step : work.steps) {
    const auto key = std::pair(work.whose, step.seq);
    switch (step.kind) {
      case Step::Kind::kAdd:
        if (!notes.emplace(key, step.note).second) return Code::kConflict;
        break;
      case Step::Kind::kDrop:
        notes.erase(key);
        break;
      case Step::Kind::kCount:
        counts[work.whose] += step.seq;
        break;
    }
  }
  if (work.refuses) return Code::kDenied;
  model = std::move(notes);
  counters = std::move(counts);
  return std::nullopt;
}

Bind bind(const std::optional<std::int64_t>& number) {
  if (!number) return Null{};
  return *number;
}

template <class Type>
Bind bind(const std::optional<std::string>& value) {
  if (!value) return Null{};
  return Type{*value};
}

Result<void> run(Store& store, const RandomWork& work) {
  const Owner whose = owner(work.whose);
  return write(store, whose, [&](Transaction& rows) -> Result<void> {
    const Bytes id{bytes_of(whose)};
    for (const Step& step : work.steps) {
      const Note& note = step.note;
      switch (step.kind) {
        case Step::Kind::kAdd:
          TRY_VOID(rows.run(kAddNote, {id, step.seq, bind(note.number), bind<Bytes>(note.body),
                                       bind<Characters>(note.words)}));
          break;
        case Step::Kind::kDrop:
          TRY_VOID(rows.run(kDropNote, {id, step.seq}));
          break;
        case Step::Kind::kCount:
          TRY_VOID(rows.run(kCount, {id, step.seq}));
          break;
      }
    }
    if (work.refuses) return fail(Code::kDenied, "refused");
    return {};
  });
}

Result<Model> all_of(Store& store) {
  Model model;
  TRY_VOID(store.read([&](Transaction& rows) -> Result<void> {
    model.clear();
    for (std::uint64_t who = 0; who < kOwners; ++who) {
      TRY(const Rows found, rows.run(kNotes, {Bytes{bytes_of(owner(who))}, -1, 100}));
      for (const Row& row : found) {
        Note note;
        if (!row[1].is_null()) note.number = *row[1].number();
        if (!row[2].is_null()) note.body = std::string(*row[2].bytes());
        if (!row[3].is_null()) note.words = std::string(*row[3].bytes());
        model.emplace(std::pair(who, *row[0].number()), std::move(note));
      }
    }
    return {};
  }));
  return model;
}

std::uint64_t seed() {
  const char* given = std::getenv("LAWFUL_TEST_SEED");
  return given == nullptr ? std::random_device()() : std::strtoull(given, nullptr, 10);
}

TEST_P(StoreSuite, DoesWhatAMapInMemoryDoes) {
  const std::uint64_t chosen = seed();
  SCOPED_TRACE(fmt::format("LAWFUL_TEST_SEED={}", chosen));
  std::mt19937_64 random(chosen);
  auto store = opened();
  Model model;
  std::map<std::uint64_t, std::int64_t> counters;
  for (int i = 0; i < kSteps; ++i) {
    const RandomWork work = random_work(random);
    const std::optional<Code> expected = apply(work, model, counters);
    ASSERT_EQ(code_of(run(*store, work)), expected) << "work " << i;
    if (i % 40 == 17) {
      store.reset();
      store = opened();
    }
    if (i % 10 != 0) continue;
    const auto found = all_of(*store);
    ASSERT_TRUE(found) << found.error().message;
    ASSERT_EQ(*found, model) << "after work " << i;
  }
  for (const auto& [who, n] : counters) EXPECT_EQ(count_of(*store, owner(who)), n);
}

}  // namespace
}  // namespace lawful::store_suite
