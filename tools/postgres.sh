#!/usr/bin/env bash
# A private PostgreSQL cluster for tests: in a temporary folder, on a free port of the
# loopback address and on a socket in the folder, with fsync on as in production.
#
#   url=$(tools/postgres.sh start)      prints postgresql:///postgres?host=FOLDER&hostaddr=127.0.0.1&port=…
#   tools/postgres.sh stop "$url"       stops the cluster and removes the folder
#
# The URL goes over the loopback address, with a password made for this cluster; `host` in it
# names the folder. Started by root it runs as the user `postgres`, since the server refuses root.
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
  local password port
  password=$(od -An -tx1 -N16 /dev/urandom | tr -d ' \n')
  (umask 077 && echo "$password" >"$folder/password")
  if [ "$(id -u)" = 0 ]; then chown postgres "$folder/password"; fi
  {
    as_server "$bin/initdb" -D "$folder/data" --username=postgres --encoding=UTF8 --no-locale \
      --no-instructions --auth-local=trust --auth-host=scram-sha-256 --pwfile="$folder/password"
    rm "$folder/password"
  } >&2 || {
    rm -rf "$folder"
    exit 69
  }
  # Another program may take the port before the server does: then on to the next. The first
  # ninety-nine connections are the tests'; the folder's mode keeps others from the socket.
  for _ in 1 2 3 4 5; do
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    as_server tee -a "$folder/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$folder'
max_connections = 100
CONF
    if as_server "$bin/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/log" start >&2; then
      echo "postgresql:///postgres?host=$folder&hostaddr=127.0.0.1&port=$port&user=postgres&password=$password"
      return
    fi
  done
  rm -rf "$folder"
  exit 69
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
