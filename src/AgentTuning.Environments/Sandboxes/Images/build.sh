# Makes an image's folder. Runs as root in mount namespaces of its own, under bash.
# Arguments: the folder, the suite, packages by commas, the name of the image, sources of packages (files or addresses).
# Ends, with everything that it has started, when its standard input does: the tool that wanted the image is gone then.
set -e -o pipefail
exec 3<&0 < /dev/null
{ cat <&3 > /dev/null; kill -KILL 0; } 2> /dev/null &
exec 3<&-
watcher=$!
trap 'kill $watcher' EXIT
folder=$1 suite=$2 packages=$3 name=$4
shift 4
mkdir -p "$folder/rootfs" "$folder/tools" "$folder/scratch"
chmod 755 "$folder" "$folder/rootfs" "$folder/tools" "$folder/scratch"
chown 100000:100000 "$folder/rootfs"
echo root:100000:65536 > "$folder/ids"
mount --bind "$folder/ids" /etc/subuid
mount --bind "$folder/ids" /etc/subgid
# The folders above may be closed to root of a user namespace, but where it stands it may work.
cd "$folder/rootfs"
# Owners are shifted while the archive is unpacked: by root of a user namespace, which keeps setuid bits and capabilities of files.
# The logs of what was installed stay, for the benchmark's images have them, and tasks that count them.
mmdebstrap --variant=minbase --include="$packages" --aptopt='APT::Install-Recommends "false"' --format=tar \
  --skip=cleanup/reproducible --customize-hook='rm -rf "$1"/var/lib/apt/lists/*_* "$1"/var/log/apt/eipp.log.xz; [ ! -e "$1"/etc/machine-id ] || : > "$1"/etc/machine-id' "$suite" - "$@" \
  | unshare --user --map-users=100000,0,65536 --map-groups=100000,0,65536 --setuid 0 --setgid 0 \
    tar -xp --same-owner --numeric-owner --xattrs --xattrs-include='*' --exclude='./dev/*'
root=$folder/rootfs
mkdir -p "$root/dev/pts" "$root/dev/shm" "$root/dev/.agenttuning" "$root/proc" "$root/sys"
for node in 'null 1 3' 'zero 1 5' 'full 1 7' 'random 1 8' 'urandom 1 9' 'tty 5 0'; do
  set -- $node
  mknod -m 666 "$root/dev/$1" c "$2" "$3"
done
ln -s /proc/self/fd "$root/dev/fd"
ln -s /proc/self/fd/0 "$root/dev/stdin"
ln -s /proc/self/fd/1 "$root/dev/stdout"
ln -s /proc/self/fd/2 "$root/dev/stderr"
ln -s pts/ptmx "$root/dev/ptmx"
# Interactive shells as the benchmark's images have them: the title of the window, user, machine and folder.
cat > "$root/root/.bashrc" <<'END'
case $- in *i*) ;; *) return ;; esac
HISTCONTROL=ignoreboth
PS1='\[\e]0;\u@\h: \w\a\]\u@\h:\w\$ '
END
cp "$root/root/.bashrc" "$root/etc/skel/.bashrc"
[ "$name" != ubuntu ] || echo tmp > "$root/file.txt"
chown -h 100000:100000 "$root/dev" "$root"/dev/* "$root/root/.bashrc" "$root/etc/skel/.bashrc" "$root/proc" "$root/sys"
[ "$name" != ubuntu ] || chown 100000:100000 "$root/file.txt"
chmod 755 "$root/dev" "$root/dev/.agenttuning"
# Real root owns the tools, so that root of a sandbox cannot change them.
for file in $(chroot "$root" ldd /usr/bin/setpriv | sed -n 's|^[^/]*\(/[^ ]*\) (.*|\1|p'); do cp -L "$root$file" "$folder/tools/"; done
cp -L "$root/usr/bin/setpriv" "$folder/tools/setpriv"
mv "$folder"/tools/ld-linux* "$folder/tools/ld.so"
chown -R 0:0 "$folder/tools"
chmod 755 "$folder"/tools/*
chroot "$root" dpkg-query -W -f '${Package}=${Version}\n' > "$folder/packages"
du -sxB1 "$root" | cut -f1 > "$folder/bytes"
