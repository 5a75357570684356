#!/bin/sh
# Print a Python that ctg-docs runs on, the newest first. A name on the PATH may be an empty shim: each one is tried.
for python in ${PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
    if "$python" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
        >/dev/null 2>&1; then
        echo "$python"
        exit 0
    fi
done
echo "Il faut Python 3.11, 3.12 ou 3.13 avec venv (Debian : apt-get install python3 python3-venv)." >&2
exit 1
