# shellcheck shell=bash
# One certificate for both names: the host's own, or one that certbot gets and renews.

own_tls=/etc/anteroom/tls
certbot_name=anteroom

# A line for each thing that is wrong with a certificate and its key.
faults_of() {
  local each of_key
  if ! openssl x509 -in "$1" -noout 2>/dev/null; then
    echo "$1 is no certificate in PEM."
    return
  fi
  of_key=$(openssl pkey -in "$2" -passin pass: -pubout 2>/dev/null || true)
  if [ -z "$of_key" ]; then
    echo "$2 is no key in PEM without a passphrase."
  elif [ "$of_key" != "$(openssl x509 -in "$1" -noout -pubkey)" ]; then
    echo "$2 is not the key of $1."
  fi
  openssl x509 -in "$1" -noout -checkend 0 >/dev/null || echo "$1 has expired."
  for each in "$name" "$turn_name"; do is_for "$1" "$each" || echo "$1 is not for the name $each."; done
}

is_for() { openssl x509 -in "$1" -noout -checkhost "$2" | grep -q 'does match'; }

get_certificate() {
  if [ -n "$given_certificate" ]; then
    make_folder "$own_tls" 700 root:root
    # The key first: nginx is told when both are there.
    write_file "$own_tls/key.pem" 600 root:root nginx <"$given_key"
    write_file "$own_tls/certificate.pem" 644 root:root nginx <"$given_certificate"
  fi
  if [ -f "$own_tls/certificate.pem" ]; then
    certificate=$own_tls/certificate.pem key=$own_tls/key.pem
    return
  fi
  certificate=/etc/letsencrypt/live/$certbot_name/fullchain.pem key=/etc/letsencrypt/live/$certbot_name/privkey.pem
  renew_by_itself
  is_good || ask_authority
}

# For three weeks at least: else certbot's own timer is late, and it is asked here.
is_good() {
  [ -f "$certificate" ] && openssl x509 -in "$certificate" -noout -checkend 1728000 >/dev/null &&
    is_for "$certificate" "$name" && is_for "$certificate" "$turn_name"
}

renew_by_itself() {
  mkdir -p /etc/letsencrypt/renewal-hooks/deploy
  write_file /etc/letsencrypt/renewal-hooks/deploy/anteroom 755 root:root <<'TEXT'
#!/bin/sh
# Written by deploy/install.sh: nginx ends TLS for the pages and for TURN.
exec systemctl reload nginx
TEXT
  systemctl is-enabled --quiet certbot.timer && return
  quietly systemctl enable --now certbot.timer
  changed "certbot.timer renews it"
}

# The authority asks for a file on port 80, so nginx has to be there first, without TLS.
ask_authority() {
  local who=(--register-unsafely-without-email) where=() before
  before=$(cksum "$certificate" 2>/dev/null || true)
  # It does not start with a certificate that is gone.
  [ -n "$before" ] || rm -f /etc/nginx/conf.d/anteroom-443.conf /etc/nginx/modules-enabled/90-anteroom-443.conf
  run_plain_proxy
  [ -z "$email" ] || who=(--email "$email" --no-eff-email)
  [ -z "$acme_server" ] || where=(--server "$acme_server")
  quietly certbot certonly --non-interactive --agree-tos "${who[@]}" "${where[@]}" --cert-name "$certbot_name" \
    --keep-until-expiring --renew-with-new-domains --webroot --webroot-path "$state/acme" --domain "$name" --domain "$turn_name"
  [ "$(cksum "$certificate")" != "$before" ] || return 0
  note nginx
  changed "$certificate"
}
