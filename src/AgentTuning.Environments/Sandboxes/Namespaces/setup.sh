# Runs as root of the sandbox, first process of its namespaces, and becomes its init.
# Argument: init's script. Goes on as become-init.sh does.
init=$1
# A new root must be a mount of this namespace, so it is mounted on itself. The folders above may be closed to this process.
mount --no-canonicalize --all --fstab ../inside
cd -P ../top
