# shellcheck shell=bash
# Debian's packages, the user, the settings, the database, and Anteroom itself.

program=/opt/anteroom
# Each version in a folder of its own: the one that runs keeps its files until the next has taken over.
versions=/opt/anteroom-versions

install_packages() {
  local missing=() each
  for each in postgresql nginx libnginx-mod-stream coturn certbot openssl curl ca-certificates; do
    is_installed "$each" || missing+=("$each")
  done
  # A Node from elsewhere brings npm along, and does not go together with Debian's.
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  # Somebody ended dpkg halfway.
  quietly dpkg --configure -a
  [ ${#missing[@]} -gt 0 ] || return 0
  say "  This takes some minutes."
  quietly apt-get update
  quietly apt-get install --yes --no-install-recommends "${missing[@]}"
  changed "${missing[*]}"
}

is_installed() { [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

make_user() {
  getent passwd anteroom >/dev/null && return
  quietly useradd --system --user-group --home-dir "$program" --shell /usr/sbin/nologin anteroom
  changed "anteroom"
}

# What stands there is never changed: it may be somebody's, and a key that is lost is lost with all that it sealed.
make_settings() {
  make_folder /etc/anteroom 750 root:anteroom
  local text
  text=$(cat "$settings_file" 2>/dev/null || sed 's/^[A-Z_]*=.*/#&/' "$release/deploy/systemd/anteroom.env")
  set_once PUBLIC_URL "https://$name"
  set_once DATABASE_URL "$own_database"
  set_once MASTER_KEY "$(openssl rand -base64 32)"
  set_once TRUST_PROXY loopback
  set_once STUN_URLS "stun:$turn_name:3478"
  set_once TURN_URLS "turn:$turn_name:3478?transport=udp, turn:$turn_name:3478?transport=tcp, turns:$turn_name:443?transport=tcp"
  set_once TURN_SECRET "$(openssl rand -hex 32)"
  write_file "$settings_file" 640 root:anteroom anteroom <<<"$text"
}

# In place of the line that is commented out, if there is one.
set_once() {
  grep -qE "^$1=." <<<"$text" && return
  text=$(awk -v name="$1" -v line="$1=$2" '
    !is_set && ($0 ~ "^#?" name "=") { print line; is_set = 1; next }
    { print }
    END { if (!is_set) print line }' <<<"$text")
}

# Over the Unix socket PostgreSQL sees who asks, so that there is no password.
own_database='postgres://anteroom@/anteroom?host=/var/run/postgresql'

make_database() {
  # A database elsewhere is somebody's own affair.
  [ "$(setting DATABASE_URL)" = "$own_database" ] || return 0
  if ! is_up postgresql; then
    quietly systemctl enable --now postgresql
    changed postgresql
  fi
  local waited=0
  until as_postgres -c 'select 1' >/dev/null 2>&1; do
    waited=$((waited + 1))
    [ "$waited" -le 60 ] || stop "PostgreSQL does not answer at /var/run/postgresql: see journalctl --unit 'postgresql@*'."
    sleep 1
  done
  if [ -z "$(as_postgres -c "select 1 from pg_roles where rolname = 'anteroom'")" ]; then
    quietly as_postgres -c 'create role anteroom login'
    changed "the database's user anteroom"
  fi
  if [ -z "$(as_postgres -c "select 1 from pg_database where datname = 'anteroom'")" ]; then
    quietly as_postgres -c "create database anteroom owner anteroom template template0 encoding 'UTF8' locale 'C.UTF-8'"
    changed "the database anteroom"
  fi
}

as_postgres() { (cd / && runuser -u postgres -- psql --no-psqlrc --tuples-only --no-align --quiet "$@"); }

# What the service and its command line need of a release or a clone.
contents=(.npmrc LICENSE README.md CHANGELOG.md CONTRIBUTING.md SECURITY.md boundaries.json package.json package-lock.json tsconfig.json
  tsconfig.base.json contract client embed ui server room scripts deploy docs bench/package.json e2e/package.json)

put_program() {
  local version folder
  version=$(version_of "$release")
  folder=$versions/$version
  make_command
  is_whole "$folder" || build_in "$folder"
  [ "$(readlink "$program" || true)" = "$folder" ] && return
  keep_pages "$folder"
  ln --symbolic --force --no-dereference "$folder" "$program.new"
  mv --no-target-directory "$program.new" "$program"
  changed "$program is $version"
  remove_old_versions
}

# Its number, and of what it is made: clones of one number differ.
version_of() {
  local number sum
  number=$(sed -n 's/^ *"version": "\([^"]*\)".*/\1/p' "$1/package.json" | head -n 1)
  sum=$(list_contents "$1" | grep --null-data -vE '^\./(room|embed)/dist/' | (cd "$1" && xargs --null sha256sum) | sha256sum)
  printf '%s-%s' "$number" "${sum:0:12}"
}

list_contents() {
  (cd "$1" && { find "${contents[@]/#/./}" \( -name node_modules -o -path ./server/test -o -path ./room/test -o -path ./docs/pictures \) \
    -prune -o -type f -print0 2>/dev/null || true; } | sort --zero-terminated)
}

build_in() {
  local partial=$versions/.partial
  rm -rf "$partial"
  mkdir -p "$partial"
  list_contents "$release" | tar --create --directory="$release" --null --files-from=- | tar --extract --no-same-owner --directory="$partial"
  say "  Fetching what it is made of, from npm's registry."
  # Not the PostgreSQL that it can start itself. A clone is built here, which takes all of it.
  if is_built "$partial"; then
    quietly_in "$partial" npm ci --omit=optional --no-audit --no-fund --cache "$partial/.npm"
  else
    quietly_in "$partial" npm ci --no-audit --no-fund --cache "$partial/.npm"
    say "  Building the room."
    quietly_in "$partial" node_modules/node/bin/node scripts/build.mjs
  fi
  rm -rf "$partial/.npm"
  (cd "$partial/room/dist/assets" && find . -type f >../.own-assets)
  chmod -R go=rX "$partial"
  # Only what was finished gets this name.
  rm -rf "$1"
  mv "$partial" "$1"
}

is_whole() { [ -x "$1/node_modules/node/bin/node" ] && [ -f "$1/room/dist/.own-assets" ]; }

# A release is, and has nothing to build from.
is_built() { [ ! -f "$1/room/vite.config.ts" ]; }

quietly_in() {
  local folder=$1
  shift
  (cd "$folder" && quietly "$@")
}

# Pages that are open ask for files of the version that they came from: docs/upgrading.md#pages-that-are-open. Those of the
# version before are taken along, and those that it has taken along itself within a week.
keep_pages() {
  local before=$program/room/dist/assets now=$1/room/dist/assets
  [ -f "$before/../.own-assets" ] || return 0
  tar --create --directory="$before" --files-from="$before/../.own-assets" |
    tar --extract --directory="$now" --no-same-owner --skip-old-files --touch
  (cd "$before" && find . -type f -mtime -7 -print0) | tar --create --directory="$before" --null --files-from=- |
    tar --extract --directory="$now" --no-same-owner --skip-old-files
}

# The one that runs, and the one before, to go back to.
remove_old_versions() {
  local current_one each
  current_one=$(readlink "$program")
  find "$versions" -mindepth 1 -maxdepth 1 -type d ! -name '.*' ! -path "$current_one" -printf '%T@ %p\n' | sort --reverse --numeric-sort |
    tail -n +2 | cut -d ' ' -f 2- | while read -r each; do is_running "$each" || rm -rf "$each"; done
}

is_running() {
  local each
  for each in $(running_processes); do [ "$(folder_of "$each")" != "$1" ] || return 0; done
  return 1
}

# As the user who owns the database: over its socket root is somebody else. What this machine trusts, it trusts.
make_command() {
  write_file /usr/local/sbin/anteroom 755 root:root <<'TEXT'
#!/bin/sh
# Written by deploy/install.sh: Anteroom's command line, with the settings of its service. anteroom --help
cd /opt/anteroom && exec runuser -u anteroom -- env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
  node_modules/node/bin/node -- server/src/admin/main.ts --env-file /etc/anteroom/anteroom.env "$@"
TEXT
}

anteroom() { /usr/local/sbin/anteroom "$@"; }
