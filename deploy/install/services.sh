# shellcheck shell=bash
# What runs: Anteroom, nginx before it, and coturn beside it.

run_service() {
  local unit each
  for unit in anteroom@.service anteroom@.socket; do
    write_file "/etc/systemd/system/$unit" 644 root:root systemd anteroom <"$program/deploy/systemd/$unit"
  done
  take_up_units
  # What is not there yet starts with all of it.
  [ -n "$(running_processes)" ] || done_with anteroom
  for each in anteroom@3000.socket anteroom@3000.service; do
    is_up "$each" && continue
    quietly systemctl enable --now "$each"
    changed "$each"
    # Until then it may not be in its folder.
    [ "$each" = anteroom@3000.socket ] || wait_for_port 3000
  done
  replace_processes
  done_with anteroom
}

# One after the other, each when the one before is ready. Their ports stay open: docs/upgrading.md#on-one-machine.
replace_processes() {
  local each started
  for each in $(running_processes); do
    started=$(systemctl show --timestamp=unix --property=ActiveEnterTimestamp --value "$each")
    [ "$(folder_of "$each")" = "$(readlink "$program")" ] && ! is_newer "$settings_file" "$started" && ! is_noted anteroom && continue
    quietly systemctl restart "$each"
    wait_for_port "${each//[^0-9]/}"
    changed "$each runs what is in $(readlink "$program")"
  done
}

# Now, and after the machine was started again.
is_up() { systemctl is-enabled --quiet "$1" && systemctl is-active --quiet "$1"; }

running_processes() { systemctl list-units --plain --no-legend --state=active 'anteroom@*.service' | awk '{ print $1 }'; }
folder_of() { readlink "/proc/$(systemctl show --property=MainPID --value "$1")/cwd" || true; }
is_newer() { [ "$(stat --format=%Y "$1")" -gt "${2#@}" ]; }

take_up_units() {
  is_noted systemd || return 0
  quietly systemctl daemon-reload
  done_with systemd
}

wait_for_port() {
  local waited=0
  until curl --silent --fail --max-time 5 --output /dev/null "http://127.0.0.1:$1/readyz"; do
    waited=$((waited + 1))
    [ "$waited" -le 90 ] || stop "Anteroom is not ready at port $1 after $waited tries: see journalctl --unit anteroom@$1."
    sleep 1
  done
}

wait_until_ready() { wait_for_port 3000; }

# Before there is a certificate, and beside TLS afterwards.
run_plain_proxy() {
  local text
  make_folder "$state/acme" 755 root:root
  text=$(fill_in nginx-80.conf)
  write_file /etc/nginx/conf.d/anteroom-80.conf 644 root:root nginx <<<"$text"
  # Debian's page of welcome, as it came.
  if [ "$(readlink /etc/nginx/sites-enabled/default || true)" = /etc/nginx/sites-available/default ]; then
    note nginx
    rm /etc/nginx/sites-enabled/default
    changed "without nginx's own page"
  fi
  # Four for each page: by TLS, to itself, and to Anteroom.
  if grep -qE '^\s*worker_connections 768;' /etc/nginx/nginx.conf; then
    text=$(sed 's/^\(\s*\)worker_connections 768;/\1worker_connections 16384;/' /etc/nginx/nginx.conf)
    write_file /etc/nginx/nginx.conf 644 root:root nginx <<<"$text"
  fi
  mkdir -p /etc/systemd/system/nginx.service.d
  write_file /etc/systemd/system/nginx.service.d/anteroom.conf 644 root:root systemd nginx-anew <<'TEXT'
# Written by deploy/install.sh: each page takes several connections.
[Service]
LimitNOFILE=65536
Restart=on-failure
TEXT
  take_up_units
  take_up_proxy
}

run_proxy() {
  local text
  text=$(fill_in nginx-443.conf)
  write_file /etc/nginx/conf.d/anteroom-443.conf 644 root:root nginx <<<"$text"
  text=$(fill_in nginx-443-stream.conf)
  write_file /etc/nginx/modules-enabled/90-anteroom-443.conf 644 root:root nginx <<<"$text"
  run_plain_proxy
}

take_up_proxy() {
  if ! is_noted nginx && ! is_noted nginx-anew && is_up nginx; then return; fi
  quietly nginx -t
  quietly systemctl enable nginx
  if is_noted nginx-anew || ! systemctl is-active --quiet nginx; then
    quietly systemctl restart nginx
  else
    quietly systemctl reload nginx
  fi
  done_with nginx
  done_with nginx-anew
  changed "nginx has taken it up"
}

run_turn() {
  local text
  text=$(turn_settings)
  write_file /etc/turnserver.conf 640 root:turnserver coturn <<<"$text"
  if ! is_noted coturn && is_up coturn; then return; fi
  quietly systemctl enable coturn
  quietly systemctl restart coturn
  done_with coturn
  changed "coturn has taken it up"
}

turn_settings() {
  fill_in turnserver.conf
  echo "static-auth-secret=$(setting TURN_SECRET)"
  turn_addresses
}

# Where the name leads to this machine itself, these addresses; else it stands behind a router that translates its address.
turn_addresses() {
  local own inside outside each
  own=$(addresses_of "$turn_name" | grep -xFf <(own_addresses) || true)
  inside=$(address_inside)
  outside=$(addresses_of "$turn_name" | grep -vE '^127\.|:' | head -n 1 || true)
  for each in ${own:-$inside}; do
    printf 'listening-ip=%s\nrelay-ip=%s\n' "$each" "$each"
    # In a network of the clinic's own: else two people who both need the relay do not reach each other through it.
    if [ -n "$own" ] && is_private "$each"; then echo "allowed-peer-ip=$each"; fi
  done
  if [ -z "$own" ] && [ -n "$outside" ]; then echo "external-ip=$outside/$inside"; fi
}

# Where it sends from, to the internet; nothing where there is no way there.
address_inside() { { ip route get 192.0.2.1 2>/dev/null || true; } | sed -n 's/.* src \([0-9.]*\).*/\1/p'; }

is_private() {
  [[ $1 =~ ^(10\.|192\.168\.|172\.(1[6-9]|2[0-9]|3[01])\.|100\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\.|f[cd][0-9a-f]*:) ]]
}
