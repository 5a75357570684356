#!/bin/sh
# Install what turns documents into PDF and pictures: LibreOffice, the fonts of the layouts, poppler; python3-uno lets
# tests drive LibreOffice.
# Only Debian as root is changed; elsewhere the command is printed, and the tests that convert say what they miss.
paquets="libreoffice-writer-nogui libreoffice-impress-nogui libreoffice-calc-nogui python3-uno
fonts-crosextra-carlito fonts-crosextra-caladea fonts-liberation2 poppler-utils"

if ! command -v dpkg-query >/dev/null 2>&1; then
    if command -v soffice >/dev/null 2>&1 && command -v pdftoppm >/dev/null 2>&1; then exit 0; fi
    echo "Pour convertir en PDF, installer LibreOffice, poppler et les polices Carlito, Caladea, Liberation." >&2
    exit 0
fi

manquants=""
for paquet in $paquets; do
    etat=$(dpkg-query -W -f '${db:Status-Status}' "$paquet" 2>/dev/null)
    if [ "$etat" != installed ]; then manquants="$manquants $paquet"; fi
done
if [ -z "$manquants" ]; then exit 0; fi

if [ "$(id -u)" != 0 ]; then
    echo "Pour convertir en PDF : sudo apt-get install --no-install-recommends$manquants" >&2
    exit 0
fi
echo "Installation de$manquants ..."
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # one word per package is meant
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends $manquants >/dev/null; }; then
    echo "L'installation a échoué ; à refaire à la main : apt-get install --no-install-recommends$manquants" >&2
fi
