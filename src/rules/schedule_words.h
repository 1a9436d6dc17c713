#pragma once
// The timings of `due` and `route` statements in words, for people: one place for every face of the
// program. Told as the law tells them, from a day among the facts; no day is computed here.
//
//   by 10 working-days after loan.ended_on   最迟于借期届满之日后10个工作日内
//                                            by 10 working days after the day on which the loan
//                                            ends
//   yearly 12-31                             每年最迟于12月31日
//                                            every year by 31 December
//
// A parameter is shown by its value on `day`; by its id where it has none on that day. A day is
// shown by what its fact means, up to the first semicolon.

#include <string>

#include "base/clock.h"
#include "rules/law.h"

namespace lawful {

std::string timing_words(const Law& law, const Timing& timing, Date day, Lang lang);

// `10个工作日`, `10 working days`.
std::string span_words(const Law& law, const Span& span, Date day, Lang lang);

// What a fact that is a date means, within a sentence: `the day on which the loan ends`.
std::string date_fact_words(const Law& law, FactId fact, Lang lang);

}  // namespace lawful
