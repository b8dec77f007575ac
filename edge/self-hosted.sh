#!/bin/bash
# The intake in a workerd of your own, from the folder in which `npm run build:edge` put this file:
#   INTAKE_FOLDER=/var/lib/p2p-review dist-edge/serve.sh
# Its settings come from the environment (docs/intake.md); what follows the command goes to workerd.
set -eu
here=$(dirname "$(readlink -f "$0")")
folder=${INTAKE_FOLDER:?the folder of the store}

# Nobody but the owner reads the store.
umask 077
mkdir -p "$folder"

# One intake on a folder. The kernel gives the lock up when this process ends, however it ends.
exec 9> "$folder/lock"
flock --nonblock 9 || { echo "another intake uses $folder" >&2; exit 1; }

# What workerd itself says of a broken request quotes it: of its lines only what stands before the first value is kept.
exec > >(exec 9>&- sed -u -E '/^\{"time":/b; /^stack:/d; s/[][;"'\''{}].*//') 2>&1

exec "${WORKERD:-workerd}" serve "$here/workerd.capnp" --directory-path "store=$folder" "$@"
