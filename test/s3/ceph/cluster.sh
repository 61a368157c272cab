# A Ceph of one monitor, one object store in memory and one S3 gateway on 127.0.0.1. Runs inside the installed folder as
# process 1 of its own process and mount namespaces: the kernel ends all that it started, and drops its data, with it.
# Prints "ready" when the gateway answers and its users are there; runs until it is killed or one of the three ends.
# usage: bash -c "$(cat cluster.sh)" cluster GATEWAY_PORT MONITOR_PORT [STS_KEY]
# environment: OWNER_KEY OWNER_SECRET GUEST_KEY GUEST_SECRET MIN_PART_BYTES, for HTTPS also TLS_PEM: a private key and
# its certificate
set -eu
gateway_port=$1 monitor_port=$2 sts_key=${3:-}
data=/mnt
mount -t tmpfs -o mode=755 data $data
mkdir $data/mon $data/osd $data/rgw $data/run
cd $data
export HOME=$data LC_ALL=C CEPH_CONF=$data/ceph.conf

frontend=endpoint=127.0.0.1:$gateway_port
if [ -n "${TLS_PEM:-}" ]; then
  printf '%s' "$TLS_PEM" >tls.pem
  frontend="ssl_endpoint=127.0.0.1:$gateway_port ssl_certificate=$data/tls.pem"
fi

cat >ceph.conf <<END
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon host = [v2:127.0.0.1:$monitor_port]
ms bind msgr1 = false
public addr = 127.0.0.1
cluster addr = 127.0.0.1
keyring = $data/keyring
run dir = $data/run
admin socket = $data/run/\$name.\$pid
log file = $data/\$name.log
debug rocksdb = 0
# One copy of everything, in pools as small as they get.
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
# The host's disk may be full: nothing is written to it.
mon data avail crit = 1
mon data avail warn = 2
# A lone monitor need not wait for others to agree: 1 s to start in place of 40.
paxos propose interval = 0.01
paxos min wait = 0.01
[mon]
mon data = $data/mon
mon cluster log file = /dev/null
[osd]
osd data = $data/osd
osd objectstore = memstore
# Memory is taken as it is filled.
memstore device bytes = 6442450944
# Debian's default is relative, and then the gateway ends with "Operation not supported".
osd class dir = $(echo /usr/lib/*/rados-classes)
osd class load list = *
osd class default list = *
# Room for the longest keys of S3 is not there in memstore's default.
osd max object name len = 460
[client]
rgw data = $data/rgw
rgw frontends = beast $frontend
rgw thread pool size = 64
rgw dns name = s3.localhost
rgw crypt require ssl = false
# Keys for server-side encryption from the configuration; made up.
rgw crypt s3 kms backend = testing
rgw crypt s3 kms encryption keys = testkey-1=YmluCmJvb3N0CmJvb3N0LWJ1aWxkCmNlcGguY29uZgo=
rgw run sync thread = false
rgw relaxed region enforcement = false
rgw multipart min part size = $MIN_PART_BYTES
END
if [ -n "$sts_key" ]; then
  # Not by default: with it, radosgw answers AccessDenied to a wrong secret and to an unknown key.
  printf 'rgw sts key = %s\nrgw s3 auth use sts = true\n' "$sts_key" >>ceph.conf
fi

{
  ceph-authtool --create-keyring keyring --gen-key -n mon. --cap mon 'allow *'
  ceph-authtool keyring --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *'
  ceph-authtool keyring --gen-key -n osd.0 --cap mon 'allow *' --cap osd 'allow *'
  monmaptool --create --fsid "$(sed -n 's/^fsid = //p' ceph.conf)" --addv a "[v2:127.0.0.1:$monitor_port]" monmap
  ceph-mon --mkfs -i a --monmap monmap --keyring keyring
} >/dev/null
ceph-mon -i a -f >/dev/null &
osd_uuid=$(cat /proc/sys/kernel/random/uuid)
ceph osd new "$osd_uuid" >/dev/null
ceph-osd -i 0 --mkfs --osd-uuid "$osd_uuid" >/dev/null
ceph-osd -i 0 -f >/dev/null &
# A gateway that comes before the store waits for 5 s before it asks again.
until grep -qs 'booting -> active' osd.0.log; do sleep 0.02; done
radosgw -n client.admin -f >/dev/null &
# Whoever comes first makes the zone; two at once get in each other's way.
until (: <>/dev/tcp/127.0.0.1/"$gateway_port") 2>/dev/null; do sleep 0.02; done
user() {
  radosgw-admin user create --uid="$1" --display-name="$1" --access-key="$2" --secret-key="$3" >/dev/null
}
user owner "$OWNER_KEY" "$OWNER_SECRET" &
owner=$!
user guest "$GUEST_KEY" "$GUEST_SECRET"
wait $owner
if [ -n "$sts_key" ]; then
  # No external id: radosgw 20.2 denies every role whose trust depends on one.
  radosgw-admin role create --role-name=exporter --assume-role-policy-doc='{"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Principal":{"AWS":["arn:aws:iam:::user/owner"]},"Action":["sts:AssumeRole"]}]}' >/dev/null
  radosgw-admin role-policy put --role-name=exporter --policy-name=all --policy-doc='{"Version":"2012-10-17",
    "Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":["*"]}]}' >/dev/null
fi
echo ready
wait -n
echo 'One of the three has ended.' >&2
tail -n 20 ./*.log >&2
