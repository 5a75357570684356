#!/bin/bash
# Build the wheel, install it in an empty environment away from the checkout, and use it as a stranger would.
set -euo pipefail
racine=$(cd "$(dirname "$0")/.." && pwd)
python=$(sh "$racine/.ci/python.sh")
ailleurs=$(mktemp -d)
trap 'rm -rf "$ailleurs"' EXIT

"$python" -m venv "$ailleurs/env"
"$ailleurs/env/bin/python" -m pip wheel --quiet --no-deps "$racine" -w "$ailleurs/roue"
"$ailleurs/env/bin/python" -m pip install --quiet "$ailleurs"/roue/ctg_docs-*.whl

cd "$ailleurs"
unset PYTHONPATH
PATH="$ailleurs/env/bin:$PATH"
ctg-docs init x --exemple
ctg-docs check x --final
ctg-docs generate x convention --final
test -n "$(find . -path ./env -prune -o -name '*.docx' -size +10k -print)"
echo "La roue installée hors du dépôt écrit une convention."

cp -r "$racine/examples/extension" extension
pip install --quiet ./extension
ctg-docs list | grep -q '^rappel '
ctg-docs generate x rappel --date 2029-03-01 -o lettres >fichiers.txt
test -n "$(find lettres -name 'rappel-*.docx')"
ctg-docs explain RAP001 >regle.txt
pip uninstall --quiet --yes ctg-rappel
if ctg-docs list | grep -q '^rappel '; then exit 1; fi
echo "L’extension s’ajoute et se retire."
