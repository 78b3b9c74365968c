# Sourced text of preinst and prerm: stops while the program runs, since it reads its own files as it goes.
for link in /proc/[0-9]*/exe; do
    if [ "$(readlink "$link" 2>/dev/null)" = /usr/lib/leia/leia ]; then
        echo "Leia is running. Nothing has been changed: please lock and quit Leia, then try again." >&2
        echo "Leia er i gang. Ingenting er endret: lås og avslutt Leia, og prøv så på nytt." >&2
        exit 1
    fi
done
