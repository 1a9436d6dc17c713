#!/usr/bin/env bash
# All that CI runs, fast first. Called by `./dev test [--all]` from the root.
#
# Each suite writes build/logs/SUITE.log, adds its counts, and lets the next one
# run even if it failed. The last line is "N passed, N failed" over everything.
set -uo pipefail

all=no
case "${1:-}" in
  "") ;;
  --all) all=yes ;;
  *)
    echo "usage: ./dev test [--all]" >&2
    exit 64
    ;;
esac

passed=0
failed=0
failures=()
skips=()
log=""
mkdir -p build/logs

say() { if [ -t 1 ]; then printf '\033[2m+ %s\033[0m\n' "$*"; else echo "+ $*"; fi; }

# logged COMMAND...: runs it with its output appended to the suite's log.
logged() {
  say "$*"
  "$@" </dev/null >>"$log" 2>&1
}

begin() {
  suite=$1
  log=build/logs/$suite.log
  : >"$log"
  started=$SECONDS
  suite_passed=0
  suite_failed=0
}

# count PASSED FAILED [WHAT]: adds to the suite; WHAT names the failures.
count() {
  suite_passed=$((suite_passed + $1))
  suite_failed=$((suite_failed + $2))
  if [ "$2" -gt 0 ]; then failures+=("$suite: ${3:-see $log}"); fi
}

finish() {
  passed=$((passed + suite_passed))
  failed=$((failed + suite_failed))
  printf -- '-- %s: %d ok, %d bad (%d s)\n' \
    "$suite" "$suite_passed" "$suite_failed" $((SECONDS - started))
  if [ "$suite_failed" -gt 0 ]; then
    grep -avE '^ +Start +[0-9]+:| Passed +[0-9.]+ sec$|\(Skipped\)$' "$log" | tail -n 60 | sed 's/^/   | /'
  fi
}

# one WHAT COMMAND...: a command that passes or fails as one.
one() {
  local what=$1
  shift
  if logged "$@"; then count 1 0; else count 0 1 "$what"; fi
}

# closing COMMAND...: a command whose last lines hold "N ok, N bad" or
# "N passed, N failed"; both numbers count.
closing() {
  local status=0 line numbers
  logged "$@" || status=$?
  line=$(grep -aE '[0-9]+ (ok|passed), [0-9]+ (bad|failed)' "$log" | tail -n 1)
  read -r -a numbers <<<"$(grep -oE '[0-9]+' <<<"$line" | tr '\n' ' ')"
  if [ ${#numbers[@]} -lt 2 ] || { [ $status -ne 0 ] && [ "${numbers[1]}" -eq 0 ]; }; then
    count 0 1 "$* ended with $status"
  else
    count "${numbers[0]}" "${numbers[1]}" "$*"
  fi
}

tools() {
  begin tools
  local checker
  for checker in tools/check_*.py; do
    # The documentation is compared with a program, so that comes after the build.
    if [ "$checker" != tools/check_docs.py ]; then one "$checker" python3 "$checker"; fi
  done
  logged python3 -m unittest discover -s tools/tests
  local ran bad
  ran=$(sed -nE 's/^Ran ([0-9]+) tests?.*/\1/p' "$log" | tail -n 1)
  bad=$(sed -nE 's/^FAILED \((.*)\)/\1/p' "$log" | tail -n 1 | grep -oE '[0-9]+' |
    awk '{n += $1} END {print n + 0}')
  if [ -z "$ran" ]; then count 0 1 "tools/tests did not run"; else count $((ran - bad)) "$bad"; fi
  finish
}

built() { # PRESET: configures and builds; counts only a failure.
  if logged cmake --preset "$1" && logged cmake --build --preset "$1"; then return 0; fi
  count 0 1 "the build of $1"
  return 1
}

# Tests that a suite left out, by the reason that each of them gave.
count_skips() { # LOG OF GTEST
  local number reason
  while read -r number reason; do
    skips+=("$suite: $number tests: $reason")
  done < <(grep -aA1 ': Skipped$' "$1" | grep -avE ': Skipped$|^--$' | sort | uniq -c)
}

ctests() { # PRESET
  local line numbers names skipped
  logged ctest --preset "$1" -j "$(nproc)"
  line=$(grep -aE '^[0-9]+% tests passed' "$log" | tail -n 1)
  read -r -a numbers <<<"$(grep -oE '[0-9]+' <<<"$line" | tr '\n' ' ')"
  if [ ${#numbers[@]} -ne 3 ]; then
    count 0 1 "ctest did not run"
    return
  fi
  names=$(grep -av '(Skipped)$' "$log" |
    sed -nE 's/^[[:space:]]+[0-9]+ - (.*) \(.*\)$/\1/p' | tr '\n' ' ')
  skipped=$(grep -ac '\*\*\*Skipped' "$log")
  count $((numbers[2] - numbers[1] - skipped)) "${numbers[1]}" "$names"
  count_skips build/"$1"/Testing/Temporary/LastTest.log
}

# Whole gtest programs, as one process each: state that leaks from test to test
# and memory that leaks at the end show only here.
programs() { # PRESET
  local program ran bad
  for program in build/"$1"/*_test; do
    if [ ! -x "$program" ]; then continue; fi
    logged "$program" --gtest_brief=1
    local status=$?
    ran=$(tail -n 40 "$log" | sed -nE 's/^\[  PASSED  \] ([0-9]+) tests?.*/\1/p' | tail -n 1)
    bad=$(tail -n 40 "$log" | sed -nE 's/^\[  FAILED  \] ([0-9]+) tests?, listed.*/\1/p' | tail -n 1)
    if [ $status -ne 0 ]; then
      count "${ran:-0}" "${bad:-1}" "$program"
    else
      count "${ran:-0}" 0
    fi
    printf '\n%s done\n' "$program" >>"$log"
  done
  for program in build/"$1"/fuzz_replay_*; do
    if [ -x "$program" ]; then one "$program" "$program" "fuzz/corpus/${program##*/fuzz_replay_}"; fi
  done
}

release() {
  begin release
  if built release; then ctests release; fi
  one tools/check_docs.py python3 tools/check_docs.py
  finish
}

sanitized() { # PRESET
  begin "$1"
  if built "$1"; then programs "$1"; fi
  count_skips "$log"
  finish
}

clang() { # KIND
  begin "clang_$1"
  if logged cmake --preset clang; then
    closing python3 tools/clang_check.py "$1"
  else
    count 0 1 "the configuration of clang"
  fi
  finish
}

# A private cluster for the tests of the store, unless LAWFUL_TEST_POSTGRESQL names one.
started_postgres=""
start_postgres() {
  log=build/logs/postgres.log
  : >"$log"
  if [ -n "${LAWFUL_TEST_POSTGRESQL:-}" ]; then return; fi
  say "tools/postgres.sh start"
  if started_postgres=$(bash tools/postgres.sh start 2>>"$log" </dev/null); then
    export LAWFUL_TEST_POSTGRESQL=$started_postgres
  else
    started_postgres=""
  fi
}

stop_postgres() {
  if [ -n "$started_postgres" ]; then bash tools/postgres.sh stop "$started_postgres" 2>/dev/null; fi
}

# Black-box suites: each executable tests/SUITE/run is given the program and
# closes with "N passed, N failed".
black_box() {
  local runner
  for runner in tests/*/run; do
    if [ ! -x "$runner" ]; then continue; fi
    begin "$(basename "$(dirname "$runner")")"
    closing "$runner" build/release/lawful
    finish
  done
}

fuzzed() {
  begin fuzz
  if built fuzz; then closing bash tools/fuzz.sh 60; fi
  finish
}

trap stop_postgres EXIT
tools
start_postgres
release
black_box
sanitized asan
clang syntax
if [ $all = yes ]; then
  sanitized tsan
  clang tidy
  fuzzed
fi

if [ ${#skips[@]} -gt 0 ]; then
  echo "skipped:"
  printf '  %s\n' "${skips[@]}"
fi
if [ ${#failures[@]} -gt 0 ]; then
  echo "failed:"
  printf '  %s\n' "${failures[@]}"
fi
echo "took $SECONDS s"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
