# Runs as root of the sandbox, first process of its namespaces, and becomes its init.
# Arguments: the name of the machine, init's script. Prints "ready" and its process id outside.
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
hostname "$1"
ip link set lo up 2>/dev/null || :
pivot_root . .
umount -l .
cd /
# Where the machine has no ip, the image may.
ip link set lo up 2>/dev/null || :
echo "$1" > /etc/hostname
printf '127.0.0.1\tlocalhost\n127.0.1.1\t%s\n' "$1" > /etc/hosts
echo "ready $pid"
unset OLDPWD
# One capability more than anything else inside, so that nothing inside may look into it.
exec setpriv --pdeathsig KILL --bounding-set=-all,+sys_ptrace --inh-caps=-all /bin/bash --noprofile --norc -c "$2" init >/dev/null 2>&1
