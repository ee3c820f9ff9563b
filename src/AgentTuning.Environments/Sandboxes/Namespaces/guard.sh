# Waits until the tool is gone, however it went, and removes its control groups with everything in them.
# Arguments: the tool's folders of control groups.
trap '' INT HUP TERM
cat > /dev/null
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  left=
  for folder; do
    for group in "$folder"/*/; do
      [ -d "$group" ] || continue
      while read -r pid; do kill -KILL "$pid"; done < "$group/cgroup.procs"
      rmdir "$group"
    done
    rmdir "$folder" || left=yes
  done 2>/dev/null
  [ -n "$left" ] || exit 0
  sleep 0.1
done
