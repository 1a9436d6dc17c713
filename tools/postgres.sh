#!/usr/bin/env bash
# A private PostgreSQL cluster for tests: in a temporary folder, reached through a
# socket in that folder alone, with fsync on as in production.
#
#   url=$(tools/postgres.sh start)      prints postgresql:///postgres?host=FOLDER&user=postgres
#   tools/postgres.sh stop "$url"       stops the cluster and removes the folder
#
# Started by root it runs as the user `postgres`, since the server refuses root.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)

as_server() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start() {
  if [ -z "$bin" ]; then
    echo "no PostgreSQL server is installed (apt-get install postgresql-15)" >&2
    exit 69
  fi
  local folder
  folder=$(mktemp -d "${TMPDIR:-/tmp}/lawful-postgres-XXXXXX")
  if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
  {
    as_server "$bin/initdb" -D "$folder/data" --username=postgres --auth=trust --encoding=UTF8 \
      --no-locale --no-instructions
    # The first ninety-nine connections are the tests'; the folder's mode keeps others out.
    as_server "$bin/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/log" \
      -o "-k $folder -c listen_addresses='' -c max_connections=100" start
  } >&2 || {
    rm -rf "$folder"
    exit 69
  }
  echo "postgresql:///postgres?host=$folder&user=postgres"
}

stop() { # URL
  local folder
  folder=$(sed -nE 's/.*[?&]host=([^&]*).*/\1/p' <<<"$1")
  case "$folder" in
    */lawful-postgres-*) ;;
    *)
      echo "that is no URL of this script" >&2
      exit 64
      ;;
  esac
  as_server "$bin/pg_ctl" -D "$folder/data" -m immediate stop >&2 || true
  rm -rf "$folder"
}

case "${1:-}" in
  start) start ;;
  stop) stop "${2:?stop needs the URL}" ;;
  *)
    echo "usage: tools/postgres.sh start | stop URL" >&2
    exit 64
    ;;
esac
