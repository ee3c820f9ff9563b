# Runs as root of the sandbox, first process of its namespaces, and becomes its init.
# Argument: init's script. Prints "ready" and its process id outside, reads the name of the machine, and prints "named".
read -r pid rest < /proc/self/stat
# A new root must be a mount, and what is mounted below must come along. The folders above may be closed to this process.
mount --no-canonicalize --rbind . .
cd -P ../root
mount -t proc -o nosuid,nodev,noexec none proc
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 none dev/pts
mount -t tmpfs -o mode=1777,size=16m,nosuid,nodev none dev/shm
for path in proc/keys proc/key-users proc/timer_list proc/sched_debug; do
  [ ! -e "$path" ] || mount --bind dev/null "$path"
done
ip link set lo up 2>/dev/null || :
pivot_root . .
umount -l .
cd /
# Where the machine has no ip, the image may.
ip link set lo up 2>/dev/null || :
echo "ready $pid"
# It may be kept ready for long, and ends with the tool.
IFS= read -r name || exit 0
hostname "$name"
echo "$name" > /etc/hostname
printf '127.0.0.1\tlocalhost\n127.0.1.1\t%s\n' "$name" > /etc/hosts
echo named
unset OLDPWD name pid rest path
# One capability more than anything else inside, so that nothing inside may look into it.
exec setpriv --pdeathsig KILL --bounding-set=-all,+sys_ptrace --inh-caps=-all /bin/bash --noprofile --norc -c "$1" init >/dev/null 2>&1
