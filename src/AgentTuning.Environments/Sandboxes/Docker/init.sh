# The first process of a container: adopts and buries orphans, and ends, and all with it, when its standard input does.
trap '' HUP TERM INT
while read -r line; do :; done
