# shellcheck shell=bash
# What the command was asked for, and how it talks.

state=/var/lib/anteroom-install
log=/var/log/anteroom-install.log
settings_file=/etc/anteroom/anteroom.env
relay_ports=49152-65535
changes=0
current=''

name='' turn_name='' email='' given_certificate='' given_key='' acme_server=''
is_sure=no

say() { printf '%s\n' "$*" >&2; }

stop() {
  say "$*"
  exit 1
}

# What was put right; without any such line all was right.
changed() {
  changes=$((changes + 1))
  say "  $*"
}

usage() {
  cat <<'TEXT'
sudo deploy/install.sh video.clinic.example

Makes this machine serve video consultations at https://video.clinic.example, with TURN beside it. Both names, that one
and turn.clinic.example, have to lead to this machine.

  --turn-name NAME       another name for TURN
  --email ADDRESS        where the certificate authority writes to when a certificate is not renewed
  --certificate FILE     a certificate of your own for both names, with all between it and the authority
  --key FILE             and its key; without these two one is got from Let's Encrypt, by whose terms you are then bound
  --acme-server URL      another certificate authority that speaks ACME
  --yes                  do not ask, where something is doubtful
TEXT
}

read_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --turn-name | --email | --certificate | --key | --acme-server)
        [ -n "${2:-}" ] || stop "$1 needs something after it. See deploy/install.sh --help."
        set_option "$1" "$2"
        shift 2
        ;;
      --yes) is_sure=yes && shift ;;
      --help | -h) usage && exit 0 ;;
      -*) stop "There is no option $1. See deploy/install.sh --help." ;;
      *)
        [ -z "$name" ] || stop "One name is enough: $name, and not $1 as well."
        name=$(lower "$1")
        shift
        ;;
    esac
  done
  [ -n "$name" ] || { usage >&2 && exit 1; }
  turn_name=${turn_name:-turn.${name#*.}}
}

set_option() {
  case $1 in
    --turn-name) turn_name=$(lower "$2") ;;
    --email) email=$2 ;;
    --certificate) given_certificate=$2 ;;
    --key) given_key=$2 ;;
    --acme-server) acme_server=$2 ;;
  esac
}

lower() { printf '%s' "$1" | tr '[:upper:]' '[:lower:]'; }
