#!/bin/sh
# Makes the secret files that compose.yaml mounts, in ./secrets. What is there already is never replaced.
# The folder is closed to other people; the files in it are readable, because each container reads them as a user of its own.
set -eu
umask 077
cd "$(dirname "$0")"
mkdir -p secrets

random() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }
# Letters and digits only, where a password stands inside an address or a properties file.
plain() { random | tr -d '+/='; }
put() {
  [ -e "secrets/$1" ] || { printf '%s\n' "$2" >"secrets/$1" && chmod 644 "secrets/$1" && echo "made secrets/$1"; }
}

put jwt.key "$(random)"
put token.key "$(random)"
put media.key "$(random)"
put personal.key "$(random)"
put sign-up.key "$(random)"
put spring.datasource.password "$(plain)"
put postledger.clickhouse.password "$(plain)"
put mongo.password "$(plain)"
put postledger.mongodb.uri "mongodb://postledger:$(cat secrets/mongo.password)@mongodb:27017/postledger?authSource=admin"
put axon.axonserver.token "$(plain)"
put axonserver.properties "axoniq.axonserver.accesscontrol.enabled=true
axoniq.axonserver.accesscontrol.token=$(cat secrets/axon.axonserver.token)"

[ -e secrets/postledger.platforms.x.client-secret ] ||
  echo "missing secrets/postledger.platforms.x.client-secret: the client secret of your app at X; put it there yourself, mode 644"
