# Runs as root of the sandbox, first process of its namespaces, and becomes its init.
# Argument: init's script. Prints "ready", reads the name of the machine, and prints "named".
# A new root must be a mount of this namespace, so it is mounted on itself. The folders above may be closed to this process.
mount --no-canonicalize --all --fstab ../inside
cd -P ../top
pivot_root . .
umount -l .
cd /
ip link set lo up 2>/dev/null || :
echo ready
# It may be kept ready for long, and ends with the tool.
IFS= read -r name || exit 0
hostname "$name"
echo "$name" > /etc/hostname
printf '127.0.0.1\tlocalhost\n127.0.1.1\t%s\n' "$name" > /etc/hosts
echo named
unset OLDPWD name
# One capability more than anything else inside, so that nothing inside may look into it.
exec setpriv --pdeathsig KILL --bounding-set=-all,+sys_ptrace --inh-caps=-all --ambient-caps=-all /bin/bash --noprofile --norc -c "$1" init >/dev/null 2>&1
