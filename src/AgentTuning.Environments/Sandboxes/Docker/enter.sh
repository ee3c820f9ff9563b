# Tells the process id that the program is about to have, on standard error, and becomes it.
echo $$ >&2
exec "$@"
