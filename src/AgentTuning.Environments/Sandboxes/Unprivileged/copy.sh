# Copies what the user may read of an image, so that the user owns the copy. Arguments: the image's folder, the folder to be made.
set -e
source=$1 copy=$2
mkdir -p "$copy/rootfs" "$copy/scratch" "$copy/tools"
tar --create --directory="$source/rootfs" --ignore-failed-read --warning=none --exclude='./dev/*' . | tar --extract --directory="$copy/rootfs" --no-same-owner
# Root's folder, passwords and the like were closed to the user.
mkdir -p "$copy/rootfs/root" "$copy/rootfs/dev"
chmod u+rwx "$copy/rootfs" "$copy/rootfs/root" "$copy/rootfs/dev"
for file in .bashrc .profile; do
  [ -e "$copy/rootfs/root/$file" ] || cp "$copy/rootfs/etc/skel/$file" "$copy/rootfs/root/$file"
done
cp "$source"/tools/* "$copy/tools/"
