#!/usr/bin/env bash
# What `./dev run` shows after the build: the published cases decided, and one decision explained in both languages.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8

program=${LAWFUL:-build/release/lawful}
case=tests/cases/adm-2025-cverc-65-apps.toml
act="targeted push without opt-out"

title() { printf '\n\033[1m%s\033[0m\n' "$*"; }
say() { printf '\033[2m$ %s\033[0m\n' "$*"; }

# `[common]` of the case file and the one act.
act_alone() {
  awk -v name="name = \"$act\"" '
    /^\[\[act\]\]/ { head = $0; skip = 1; next }
    head != "" { if ($0 == name) { print head; skip = 0 } head = "" }
    !skip' "$case"
}

# decided ARGUMENTS: 1 and 2 are answers too: unlawful, undetermined.
decided() {
  local status=0
  "$program" decide "$@" || status=$?
  [ "$status" -le 2 ]
}

title "Published decisions and judgments, against what the bodies held"
say "python3 tools/score_cases.py --by-case"
python3 tools/score_cases.py --program "$program" --by-case

title "一项行为及其理由：个性化推送而不能关闭 / One act, and why: personalised pushing with no way out"
chosen=$(mktemp --suffix=.toml)
trap 'rm -f "$chosen"' EXIT
act_alone | tee "$chosen" | sed -n '/^\[common\]/,$p' | sed '/^$/d; s/^/    /'
for lang in zh en; do
  echo
  say "$program decide $case --explain --lang $lang     # this act of it"
  decided "$chosen" --explain --lang "$lang"
done

title "证据：判断留在可由外人核验的日志中 / Evidence: a decision in a log that outsiders verify"
place=$(mktemp -d)
trap 'rm -rf "$chosen" "$place"' EXIT
verifier=$(dirname "$program")/lawful-verify
# evidence COMMAND...: shown as it is typed, with the folder as `demo`.
evidence() {
  say "${*//$place/demo}"
  local status=0
  "$@" || status=$?
  [ "$status" -le 2 ]
}
(umask 077 && head -c 32 /dev/urandom >"$place/credential")
unlock=(--credential-file "$place/credential")
mkdir -m 700 "$place/data"
evidence "$program" key create --key-file "$place/data/lawful.keys" --origin example.org/demo "${unlock[@]}" >/dev/null
evidence "$program" ledger create --data "$place/data" "${unlock[@]}" >"$place/created"
key=$(sed -n 's/^\(example.org\/demo+.*\)$/\1/p' "$place/created")
evidence "$program" decide "$chosen" --brief --record --data "$place/data" "${unlock[@]}" 2>&1
evidence "$program" ledger publish --data "$place/data" --to "$place/published"
evidence "$verifier" log "$place/published" --key "$key"

title "Next"
cat <<TEXT
  python3 tools/score_cases.py                   every act, every listed provision; docs/cases.md explains them
  $program law show 24 --lang zh   an article as a page: gist, rules, readings, examples
  $program help decide             decide a file of your own; docs/encode-a-case.md shows how to write it
TEXT
