# shellcheck shell=bash
# Files that are made once, kept right, and taken up by the services that read them.

# write_file FILE MODE OWNER:GROUP SERVICE…: what comes in goes there, unless it is there. A service that has to take it up is
# noted before the file changes, so that a run that was broken off in between is made up for by the next. Not behind a pipe:
# what fails before it would be taken for an end, and what it counts would be lost.
write_file() {
  local file=$1 mode=$2 owner=$3 service new
  shift 3
  new=$(mktemp "$(dirname "$file")/.anteroom.XXXXXX")
  cat >"$new"
  if cmp --silent "$new" "$file" && [ "$(stat --format=%a,%U:%G "$file")" = "$mode,$owner" ]; then
    rm "$new"
    return
  fi
  for service in "$@"; do note "$service"; done
  chown "$owner" "$new"
  chmod "$mode" "$new"
  mv "$new" "$file"
  changed "$file"
}

note() { mkdir -p "$state/pending" && touch "$state/pending/$1"; }
is_noted() { [ -e "$state/pending/$1" ]; }
done_with() { rm -f "$state/pending/$1"; }

make_folder() {
  local folder=$1 mode=$2 owner=$3
  [ -d "$folder" ] && [ "$(stat --format=%a,%U:%G "$folder")" = "$mode,$owner" ] && return
  install --directory --mode="$mode" --owner="${owner%:*}" --group="${owner#*:}" "$folder"
  changed "$folder"
}

# What a template of this folder is with the names of this machine.
fill_in() {
  local no_ipv6=
  has_ipv6 || no_ipv6='/\[::\]/d'
  sed -e "s|@NAME@|$name|g" -e "s|@TURN_NAME@|$turn_name|g" -e "s|@CERTIFICATE@|${certificate:-}|g" \
    -e "s|@KEY@|${key:-}|g" -e "s|@ACME@|$state/acme|g" -e "$no_ipv6" "$parts/$1"
}

has_ipv6() { grep -qs . /proc/net/if_inet6; }

# The value of a setting, as it stands in the file; nothing where it is not set.
setting() {
  [ ! -f "$settings_file" ] || sed -n "s/^$1=//p" "$settings_file" | tail -n 1 | sed 's/^"\(.*\)"$/\1/'
}

quietly() {
  printf '\n%s $ %s\n' "$(date --iso-8601=seconds)" "$*" >>"$log"
  "$@" </dev/null >>"$log" 2>&1
}
