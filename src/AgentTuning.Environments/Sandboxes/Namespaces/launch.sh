# Runs as root of the machine, in mount namespaces of its own. Makes the file system of a sandbox and goes into it.
# Arguments: the image's folder, bytes of the disk, inner.sh, init's script, private or shared network, control groups.
set -e
image=$1 bytes=$2 inner=$3 init=$4 network=$5
shift 5
for group; do echo 0 > "$group/cgroup.procs"; done
scratch=$image/scratch
mount -t tmpfs -o "size=$bytes,mode=755" none "$scratch"
mkdir "$scratch/upper" "$scratch/work" "$scratch/root"
chown 100000:100000 "$scratch/upper" "$scratch/work"
mount -t overlay -o "lowerdir=$image/rootfs,upperdir=$scratch/upper,workdir=$scratch/work" none "$scratch/root"
mount --bind "$image/tools" "$scratch/root/dev/.agenttuning"
# Ids 0 to 65535 inside are 100000 to 165535 outside: root inside is nobody outside, and owns nothing under /proc/sys.
mount --bind "$image/ids" /etc/subuid
mount --bind "$image/ids" /etc/subgid
cd "$scratch/root"
net=--net
[ "$network" = private ] || net=
exec unshare --user --map-users=100000,0,65536 --map-groups=100000,0,65536 --setuid 0 --setgid 0 \
  $net --pid --mount --ipc --uts --cgroup --fork --kill-child /bin/sh -e -c "$inner" sh "$init"
