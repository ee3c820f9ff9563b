# Runs as the first process of new namespaces, as root of a user namespace with one id: the user's own. Makes the file system of a sandbox and becomes its init.
# Arguments: the image's folder, the folder of tools, bytes of the disk, init's script.
# Prints "mapping" and its process id outside, and goes on as become-init.sh does.
set -e
image=$1 tools=$2 bytes=$3 init=$4
read -r pid rest < /proc/self/stat
echo "mapping $pid"
read -r go || exit 0
cd "$image/scratch"
mount -t tmpfs -o "size=$bytes,mode=755" none .
cd "$image/scratch"
mkdir upper work top
echo "none top overlay userxattr,lowerdir=../rootfs,upperdir=upper,workdir=work
none top/proc proc nosuid,nodev,noexec
none top/dev tmpfs mode=755,size=64k,nosuid" > outside
mount --no-canonicalize --all --fstab outside
cd top
mkdir dev/pts dev/shm dev/.agenttuning
echo "none dev/pts devpts newinstance,ptmxmode=0666,mode=620
none dev/shm tmpfs mode=1777,size=16m,nosuid,nodev
$tools dev/.agenttuning none bind,ro" > ../inside
# A user may make no device, but may show those of the machine.
for name in null zero full random urandom tty; do
  : > "dev/$name"
  echo "/dev/$name dev/$name none bind" >> ../inside
done
# What some kernels tell about the machine, or about the keys of others.
for name in keys key-users timer_list sched_debug; do
  [ ! -e "/proc/$name" ] || echo "/dev/null proc/$name none bind" >> ../inside
done
mount --no-canonicalize --all --fstab ../inside
for name in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${name%:*}" "dev/${name#*:}"; done
ln -s /proc/self/fd dev/fd
ln -s pts/ptmx dev/ptmx
unset pid rest go
