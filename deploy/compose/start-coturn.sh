#!/bin/sh
# Adds to its configuration what is different on each machine. The secret is given in a file: among arguments everybody on the machine
# could read it.
set -eu
conf=${2:-/tmp/turnserver.conf}
umask 077
{
  cat "${1:-/etc/coturn/anteroom.conf}"
  echo "realm=$HOST_NAME"
  echo "static-auth-secret=$TURN_SECRET"
  if [ -n "${TURN_EXTERNAL_IP:-}" ]; then echo "external-ip=$TURN_EXTERNAL_IP"; fi
} > "$conf"
exec turnserver -c "$conf" --log-file stdout
