# Unpacks a Debian with Ceph's radosgw into a folder. Runs as process 1 of its own process and mount namespaces, so that
# no mount and no process outlives it, however it ends. Written beside its place and moved there when it is whole.
# usage: sh install.sh FOLDER MIRROR SUITE   (the caller holds a lock on FOLDER)
set -eu
folder=$1 mirror=$2 suite=$3
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

# Another process may have been faster while this one waited for the lock.
[ ! -e "$folder" ] || exit 0
root=$folder.unfinished
rm -rf "$root"

# Debian's own debootstrap knows its older suites by name only; all of them are made as sid is.
debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$mirror" /usr/share/debootstrap/scripts/sid

mount -t proc proc "$root/proc"
# No package may start a service.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"
# Nobody reads manuals here, and what a crash leaves half-written is thrown away anyway.
cat >"$root/etc/dpkg/dpkg.cfg.d/lean" <<END
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/man/*
path-exclude=/usr/share/locale/*
force-unsafe-io
END
chroot "$root" apt-get -qq install -y --no-install-recommends radosgw ceph-mon ceph-osd
chroot "$root" radosgw --version
chroot "$root" apt-get clean
rm -rf "$root"/var/lib/apt/lists/* "$root"/usr/share/doc "$root"/usr/share/man "$root"/usr/share/locale
umount "$root/proc"
mv "$root" "$folder"
