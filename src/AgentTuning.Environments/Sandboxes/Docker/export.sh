# Writes an image's root file system as an archive to standard output, with the owners of its files as they are inside.
# Runs as root of the machine, in mount namespaces of its own. Argument: the image's folder.
set -e
mount --bind "$1/ids" /etc/subuid
mount --bind "$1/ids" /etc/subgid
# The folders above may be closed to root of a user namespace, but where it stands it may read.
cd "$1/rootfs"
exec unshare --user --map-users=100000,0,65536 --map-groups=100000,0,65536 --setuid 0 --setgid 0 \
  tar --create --numeric-owner --xattrs --xattrs-include='*' --sort=name --exclude='./dev/*' --exclude='./dev/.agenttuning' .
