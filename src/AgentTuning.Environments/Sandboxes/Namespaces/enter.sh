# Starts a program in a sandbox, under its limits.
# Arguments: the process id of its init, yes or no for programs with the setuid bit, yes where root of the machine enters, processes and bytes of memory
# for the program alone or - twice, control groups, --, the program.
pid=$1 setuid=$2 root=$3 processes=$4 memory=$5
shift 5
[ "$processes" = - ] || prlimit --pid $$ "--nproc=$processes" "--as=$memory" || exit 125
while [ "$1" != -- ]; do echo 0 > "$1/cgroup.procs" || exit 125; shift; done
shift
privileges=
[ "$setuid" = yes ] || privileges=--no-new-privs
# Another user is root inside already, whose only id is that of root.
identity="--setuid 0 --setgid 0"
[ "$root" = yes ] || identity=--preserve-credentials
# setpriv and its libraries come from a folder that root of the sandbox can neither write nor unmount: until it has run, capabilities are whole.
exec nsenter -t "$pid" --user --mount --pid --net --ipc --uts --cgroup $identity -- \
  /dev/.agenttuning/ld.so --library-path /dev/.agenttuning /dev/.agenttuning/setpriv $privileges \
  --bounding-set=-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+net_bind_service,+net_raw,+sys_chroot,+mknod,+audit_write,+setfcap \
  --inh-caps=-all -- "$@"
