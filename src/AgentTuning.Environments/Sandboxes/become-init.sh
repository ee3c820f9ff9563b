# The end of a set-up script, whose working folder is the new root and whose $init is init's script. Makes it the root and becomes its init.
# Prints "ready", reads the name of the machine, and prints "named".
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
exec setpriv --pdeathsig KILL --bounding-set=-all,+sys_ptrace --inh-caps=-all --ambient-caps=-all /bin/bash --noprofile --norc -c "$init" init >/dev/null 2>&1
