#!/usr/bin/env bash
# Runs each libFuzzer target for SECONDS, starting from its seed corpus. New
# inputs go to build/corpus/, crashes to build/crashes/; neither is committed.
# An input worth keeping is copied to fuzz/corpus/NAME/ by hand.
set -euo pipefail
seconds=${1:-60}
passed=0
failed=0
mkdir -p build/crashes
for program in build/fuzz/fuzz_*; do
  if [ ! -x "$program" ]; then continue; fi
  name=${program##*/fuzz_}
  mkdir -p "build/corpus/$name"
  echo "fuzzing $name for $seconds s"
  if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build/crashes/$name-" "build/corpus/$name" "fuzz/corpus/$name" \
    >"build/fuzz/$name.log" 2>&1; then
    passed=$((passed + 1))
    grep -E 'number_of_executed_units' "build/fuzz/$name.log" || true
  else
    failed=$((failed + 1))
    tail -n 30 "build/fuzz/$name.log"
  fi
done
echo "fuzz: $passed ok, $failed bad"
[ $failed -eq 0 ]
