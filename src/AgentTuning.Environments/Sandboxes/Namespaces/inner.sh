# The first process of new namespaces. Prints "mapping" and its process id outside, waits until ids are mapped, and becomes root inside.
# Arguments: setup.sh, init's script.
read -r pid rest < /proc/self/stat
echo "mapping $pid"
read -r mapped || exit 0
exec setpriv --reuid 0 --regid 0 --clear-groups /bin/sh -e -c "$1" sh "$2"
