#!/bin/bash
# Entrypoint in front of the image's own, which may look at POSTGRES_PASSWORD_FILE only after it has become the user postgres:
# that user may not read the secret, and need not. Only the first start, which makes the cluster, needs it.
set -e
POSTGRES_PASSWORD=$(</run/secrets/postgres_password)
export POSTGRES_PASSWORD
exec docker-entrypoint.sh "$@"
