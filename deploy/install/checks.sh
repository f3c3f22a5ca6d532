# shellcheck shell=bash
# Everything that would stand in the way, said at once and before anything is changed.

problems=()
doubts=()

check_all() {
  check_machine
  check_names
  # Without its tools nothing more can be seen.
  if command -v ss >/dev/null && command -v ip >/dev/null; then
    check_addresses
    check_ports
  else
    problems+=("The commands ip and ss are missing: apt-get install iproute2")
  fi
  check_earlier
  check_given_certificate
  tell_checks
}

tell_checks() {
  local each answer
  if [ ${#problems[@]} -gt 0 ]; then
    say "Nothing was changed. First put right:"
    for each in "${problems[@]}"; do say "  - $each"; done
  fi
  if [ ${#doubts[@]} -gt 0 ]; then
    say "Have a look at:"
    for each in "${doubts[@]}"; do say "  - $each"; done
  fi
  [ ${#problems[@]} -eq 0 ] || exit 1
  [ ${#doubts[@]} -gt 0 ] && [ "$is_sure" = no ] || return 0
  [ -t 0 ] || stop "Nothing was changed. With --yes it goes on all the same."
  read -r -p "Go on all the same? [y/N] " answer
  case $answer in [yY]*) ;; *) stop "Nothing was changed." ;; esac
}

check_machine() {
  [ "$(id -u)" -eq 0 ] || problems+=("Only root may do this: sudo deploy/install.sh …")
  [ -d /run/systemd/system ] || problems+=("Services are started by systemd, which does not run here.")
  # shellcheck source=/dev/null
  check_system "$(. "${os_release:-/etc/os-release}" && printf '%s %s' "$ID" "${VERSION_ID:-}")"
  case $(uname -m) in x86_64 | aarch64) ;; *) problems+=("It needs a processor of the kind amd64 or arm64.") ;; esac
  grep -qs '"name": "anteroom"' "$release/package.json" ||
    problems+=("$release is neither a release of Anteroom nor a clone: run it from the folder that it was unpacked into.")
  local memory_mb
  memory_mb=$(awk '/^(MemTotal|SwapTotal):/ { sum += $2 } END { print int(sum / 1024) }' /proc/meminfo)
  [ "$memory_mb" -ge "$(needed_mb)" ] || problems+=("It needs $(needed_mb) MB of memory, swap included. Here are $memory_mb.")
  check_room /opt 3000
  check_room /var 2000
}

check_system() {
  case $1 in
    'debian 12' | 'debian 13') ;;
    *) problems+=("It is for Debian 12 and 13, and this is $1. docs/self-hosting.md says how to do it by hand.") ;;
  esac
}

# To build the room takes more than to run it.
needed_mb() { if is_built "$release"; then echo 900; else echo 1900; fi; }

check_room() {
  local free_mb
  free_mb=$(df --output=avail --block-size=1M "$1" | tail -n 1 | tr -d ' ')
  [ "$free_mb" -ge "$2" ] || problems+=("$1 needs $2 MB of free disk. Here are $free_mb.")
}

check_names() {
  local each
  for each in "$name" "$turn_name"; do
    is_name "$each" || problems+=("\"$each\" is no name that a certificate can be made for, such as video.clinic.example.")
  done
  [ "$name" != "$turn_name" ] || problems+=("TURN needs a name of its own: the proxy tells the two apart by it. See --turn-name.")
}

is_name() {
  [[ ${#1} -le 253 && $1 =~ ^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$ ]]
}

addresses_of() { getent ahosts "$1" | awk '{ print $1 }' | sort -u; }
own_addresses() { ip -oneline address show scope global | awk '{ sub("/.*", "", $4); print $4 }' | sort -u; }

check_addresses() {
  local each found
  for each in "$name" "$turn_name"; do
    is_name "$each" || continue
    found=$(addresses_of "$each" || true)
    if [ -z "$found" ]; then
      problems+=("$each is not known to the DNS: have it lead to this machine ($(own_addresses | paste -sd ' ')).")
    elif grep -qE '^(127\.|::1$)' <<<"$found"; then
      doubts+=("$each leads to this machine by its own /etc/hosts, so that it cannot be seen where others are led.")
    elif ! grep -qxFf <(own_addresses) <<<"$found"; then
      doubts+=("$each leads to $(paste -sd ' ' <<<"$found"), and this machine has $(own_addresses | paste -sd ' '). That is right where a router in between passes the ports on.")
    fi
  done
}

# Who listens there, by the names of the programs.
holders_of() { ss -Hlnp "--$1" "sport = :$2" | grep -o '(("[^"]*"' | tr -d '("' | sort -u | paste -sd ' '; }

check_ports() {
  check_port tcp 80 nginx
  check_port tcp 443 nginx
  check_port tcp 8443 nginx
  check_port tcp 5349 nginx
  check_port tcp 3478 turnserver
  check_port udp 3478 turnserver
  # systemd keeps it, and hands it on.
  check_port tcp 3000 'systemd node MainThread'
}

check_port() {
  local each
  for each in $(holders_of "$1" "$2" || true); do
    [[ " $3 " == *" $each "* ]] || problems+=("Port $2 ($1) is taken by $each.")
  done
}

# What was here before, and is not ours to change.
check_earlier() {
  local others url urls
  if [ -e /opt/anteroom ] && [ ! -L /opt/anteroom ]; then
    problems+=("/opt/anteroom was not made by this command. Move it away (mv /opt/anteroom /opt/anteroom-by-hand), and run this from another folder.")
  fi
  others=$(find /etc/nginx/sites-enabled /etc/nginx/conf.d -mindepth 1 ! -name default ! -name 'anteroom-*' -printf '%f ' 2>/dev/null || true)
  [ -z "$others" ] || problems+=("nginx serves something else here (${others% }). This is for a machine of its own; docs/self-hosting.md says how to do it by hand.")
  if [ -f /etc/turnserver.conf ] && ! is_ours /etc/turnserver.conf && ! is_as_packaged /etc/turnserver.conf coturn; then
    problems+=("/etc/turnserver.conf was written by somebody. Move it away if this command may write it.")
  fi
  url=$(setting PUBLIC_URL)
  [ -z "$url" ] || [ "$url" = "https://$name" ] ||
    problems+=("This machine serves $url. Change PUBLIC_URL in $settings_file first if it is to be https://$name.")
  urls=$(setting TURN_URLS)
  [ -z "$urls" ] || [[ $urls == *"turns:$turn_name:443"* ]] ||
    problems+=("TURN_URLS in $settings_file does not name turns:$turn_name:443. Say the same --turn-name as before, or change it there first.")
}

is_ours() { head -n 1 "$1" | grep -q 'deploy/install.sh'; }

is_as_packaged() {
  local sum
  sum=$(md5sum <"$1")
  dpkg-query --show --showformat='${Conffiles}\n' "$2" 2>/dev/null | grep -qxF " $1 ${sum%% *}"
}

check_given_certificate() {
  [ -n "$given_certificate$given_key" ] || return 0
  if [ -z "$given_certificate" ] || [ -z "$given_key" ]; then
    problems+=("--certificate and --key go together.")
  elif [ ! -r "$given_certificate" ] || [ ! -r "$given_key" ]; then
    problems+=("$given_certificate or $given_key cannot be read.")
  elif ! command -v openssl >/dev/null; then
    problems+=("A certificate is looked at with openssl: apt-get install openssl")
  else
    local fault
    while read -r fault; do [ -z "$fault" ] || problems+=("$fault"); done < <(faults_of "$given_certificate" "$given_key")
  fi
}
