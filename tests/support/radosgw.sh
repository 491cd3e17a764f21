#!/usr/bin/env bash
# Starts a real S3 (Debian's radosgw over a memory store) on loopback and says READY when it answers.
# It ends, and takes everything with it, when its standard input is closed: also when whoever started it is killed.
# usage: radosgw.sh <http port> <mon port> <access key> <secret key>
set -euo pipefail
readonly HTTP_PORT=$1 MON_PORT=$2 ACCESS_KEY=$3 SECRET_KEY=$4
DIR=$(mktemp -d)
PIDS=()

cleanup() {
  trap - EXIT
  ((${#PIDS[@]} == 0)) || kill -9 "${PIDS[@]}" 2>/dev/null || true
  # Waiting for them keeps the shell from reporting each.
  wait 2>/dev/null || true
  rm -rf "$DIR"
}
trap cleanup EXIT
trap 'exit 1' TERM INT HUP

cat >"$DIR/ceph.conf" <<CONF
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon host = [v2:127.0.0.1:$MON_PORT]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
keyring = $DIR/keyring
run dir = $DIR
log file = $DIR/\$name.log
admin socket =
mon data = $DIR/mon
osd data = $DIR/osd
osd objectstore = memstore
memstore device bytes = 536870912
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
debug none = 0
rgw frontends = beast endpoint=127.0.0.1:$HTTP_PORT
rgw thread pool size = 16
rgw run sync thread = false
CONF

# What they print is for the curious.
daemon() {
  "$@" -c "$DIR/ceph.conf" -f >>"$DIR/out" 2>&1 </dev/null &
  PIDS+=($!)
}
quiet() { timeout 60 "$@" >>"$DIR/out" 2>&1 </dev/null; }
fail() {
  tail -n 5 "$DIR/out" >&2
  exit 1
}

cd "$DIR"
mkdir mon osd
osd=$(cat /proc/sys/kernel/random/uuid)
quiet ceph-authtool --create-keyring keyring --gen-key -n mon. --cap mon 'allow *' || fail
quiet ceph-authtool keyring --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' || fail
quiet monmaptool --create --fsid "$(sed -n 's/^fsid = //p' ceph.conf)" --addv a "[v2:127.0.0.1:$MON_PORT]" monmap || fail
quiet ceph-mon -c ceph.conf --mkfs -i a --monmap monmap --keyring keyring || fail
daemon ceph-mon -i a
quiet ceph -c ceph.conf osd new "$osd" || fail
timeout 60 ceph -c ceph.conf auth get-or-create osd.0 mon 'allow profile osd' osd 'allow *' >>keyring 2>>out </dev/null || fail
quiet ceph-osd -c ceph.conf -i 0 --mkfs --osd-uuid "$osd" || fail
daemon ceph-osd -i 0
# The pools are made on this occasion, which takes about 10 s.
quiet radosgw-admin -c ceph.conf user create --uid=relay --display-name=relay \
  --access-key="$ACCESS_KEY" --secret-key="$SECRET_KEY" || fail
daemon radosgw -n client.admin
for _ in $(seq 300); do
  if (exec 3<>"/dev/tcp/127.0.0.1/$HTTP_PORT") 2>/dev/null; then
    echo READY
    cat >/dev/null
    exit 0
  fi
  kill -0 "${PIDS[-1]}" 2>/dev/null || fail
  sleep 0.1
done
fail
