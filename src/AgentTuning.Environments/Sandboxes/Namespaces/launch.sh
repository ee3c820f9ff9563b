# Runs as root of the machine, in mount namespaces of its own. Makes the file system of a sandbox and goes into it.
# Arguments: the image's folder, bytes of the disk, inner.sh, setup.sh, init's script, private or shared network, control groups.
# Starting programs is what takes the time, so one mounts many, by tables that lie beside the root.
set -e
image=$1 bytes=$2 inner=$3 setup=$4 init=$5 network=$6
shift 6
for group; do echo 0 > "$group/cgroup.procs"; done
cd "$image/scratch"
mount -t tmpfs -o "size=$bytes,mode=755" none .
cd "$image/scratch"
install -d -m 755 -o 100000 -g 100000 upper work top
echo "none top overlay lowerdir=../rootfs,upperdir=upper,workdir=work
../tools top/dev/.agenttuning none bind" > outside
mount --no-canonicalize --all --fstab outside
# Seen from the root, which is to be covered by itself.
echo ". ../top none rbind
none ../top/proc proc nosuid,nodev,noexec
none ../top/dev/pts devpts newinstance,ptmxmode=0666,mode=620,gid=5
none ../top/dev/shm tmpfs mode=1777,size=16m,nosuid,nodev" > inside
# What some kernels tell about the machine, or about the keys of others.
for name in keys key-users timer_list sched_debug; do
  [ ! -e "/proc/$name" ] || echo "../top/dev/null ../top/proc/$name none bind" >> inside
done
cd top
net=--net
[ "$network" = private ] || net=
exec unshare --user --keep-caps $net --pid --mount --ipc --uts --cgroup --fork --kill-child /bin/sh -c "$inner" sh "$setup" "$init"
