#!/bin/bash
# The intake in a self-hosted workerd. Run it from where `npm run build:edge` put it:
#   INTAKE_FOLDER=/var/lib/p2p-review dist-edge/serve.sh
# The settings come from the environment (docs/intake.md). Further arguments are passed to workerd.
set -eu
here=$(dirname "$(readlink -f "$0")")
folder=${INTAKE_FOLDER:?must be the folder of the store}

# Only the owner may read the store.
umask 077
mkdir -p "$folder"

# Only one intake per folder. The kernel releases the lock when this process ends, even if it is killed.
exec 9> "$folder/lock"
flock --nonblock 9 || { echo "another intake is using $folder" >&2; exit 1; }

# What workerd logs about a malformed request quotes it. Keep only the part of each line before the first value.
exec > >(exec 9>&- sed -u -E '/^\{"time":/b; /^stack:/d; s/[][;"'\''{}].*//') 2>&1

exec "${WORKERD:-workerd}" serve "$here/workerd.capnp" --directory-path "store=$folder" "$@"
