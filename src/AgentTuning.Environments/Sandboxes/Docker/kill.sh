# Ends a program with its children and its session. Argument: its process id.
root=$1
for round in 1 2 3 4 5 6 7 8 9 10; do
  doomed=" $root " alive= size=
  # Children of the doomed are doomed, until a round finds no more.
  while [ "$size" != "${#doomed}" ]; do
    size=${#doomed} alive=
    for stat in /proc/[0-9]*/stat; do
      { read -r line < "$stat"; } 2>/dev/null || continue
      pid=${stat%/stat} pid=${pid#/proc/}
      set -- ${line##*) } # state, parent, group, session
      case $doomed in *" $pid "*) ;; *" $2 "*) doomed="$doomed$pid " ;; *) [ "$4" != "$root" ] || doomed="$doomed$pid " ;; esac
      case $1$doomed in Z* | X*) ;; *" $pid "*) alive=yes ;; esac
    done
  done
  [ -n "$alive" ] || exit 0
  kill -KILL $doomed
done 2>/dev/null
