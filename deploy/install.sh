#!/usr/bin/env bash
# Makes a fresh Debian serve video consultations: docs/self-hosting.md#one-command. Run again, it repairs and updates.
set -euo pipefail
# What a host's own shell has set does not decide what is made here.
export LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive
umask 022

release=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
parts=$release/deploy/install
# shellcheck source-path=SCRIPTDIR/install
. "$parts/options.sh"
# shellcheck source-path=SCRIPTDIR/install
. "$parts/files.sh"
# shellcheck source-path=SCRIPTDIR/install
. "$parts/checks.sh"
# shellcheck source-path=SCRIPTDIR/install
. "$parts/certificate.sh"
# shellcheck source-path=SCRIPTDIR/install
. "$parts/program.sh"
# shellcheck source-path=SCRIPTDIR/install
. "$parts/services.sh"

main() {
  read_options "$@"
  check_all
  one_at_a_time
  trap broken_off EXIT

  step "Debian's packages" install_packages
  step "The user anteroom" make_user
  step "The settings" make_settings
  step "The database" make_database
  step "The program" put_program
  step "The service" run_service
  step "The certificate" get_certificate
  step "The proxy" run_proxy
  step "TURN" run_turn
  step "Whether it answers" wait_until_ready
  trap - EXIT
  tell_end
}

# Two at once would build in the same folder.
one_at_a_time() {
  mkdir -p "$state"
  exec 9>"$state/lock"
  flock --nonblock 9 || stop "This command runs on this machine already. Wait until it has ended."
}

step() {
  current=$1
  say "$1 …"
  "$2"
}

# shellcheck disable=SC2317 # The trap calls it.
broken_off() {
  say ""
  if [ -s "$log" ]; then
    say "The last lines of $log:"
    tail -n 15 "$log" | sed 's/^/    /' >&2
  fi
  say "It broke off at: $current. Put right what stands above, and run the same command again: it goes on from there."
}

tell_end() {
  local code=0
  say ""
  if [ "$changes" -eq 0 ]; then say "All was right already; nothing was changed."; fi
  say "Looking at all of it from this machine (anteroom doctor):"
  say ""
  anteroom doctor || code=$?
  tell_next
  [ "$code" -eq 0 ] || say "It runs, but not all is right yet: see above what to do. 'anteroom doctor' looks again."
  exit "$code"
}

tell_next() {
  cat <<TEXT

https://$name is Anteroom. What is left to do:

  1. Let through to this machine, where a firewall stands before it: 80 and 443 for TCP, 3478 for TCP and UDP, and
     $relay_ports for UDP.
  2. Keep a copy of MASTER_KEY in /etc/anteroom/anteroom.env in another place. Without it a backup cannot be read.
  3. Make whoever administers a team, the team, and a client for its software:

       anteroom user add ines.vega@clinic.example --first-name Ines --last-name Vega
       anteroom team add "Harbour Clinic" --subdomain harbour --admin ines.vega@clinic.example
       anteroom client add harbour "Practice software"

  4. Read "Before patients come" in /opt/anteroom/docs/self-hosting.md.

TEXT
}

main "$@"
