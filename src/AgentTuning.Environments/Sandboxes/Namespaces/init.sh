# The first process of a sandbox: adopts and buries orphans, and ends, and all with it, when its standard input does.
while read -r line; do :; done
