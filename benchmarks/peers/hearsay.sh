# Hearsay: 3 node processes on 127.0.0.1:7001-7003, RocksDB, N = 3, durability memory. R and W from HEARSAY_R, HEARSAY_W (2).
# HEARSAY_CONFIG names settings for the nodes, HEARSAY_JAVA_OPTS flags for their JVMs.
# HEARSAY_HOME is the checkout, built with ./mvnw -P benchmarks package -DskipTests; name this folder in PEERS_D.
: "${HEARSAY_HOME:=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}"
HEARSAY_CP="$HEARSAY_HOME/cli/target/distribution/lib/*"
PEER_DB=dev.hearsay.benchmarks.HearsayDb
PEER_CP="$HEARSAY_HOME/benchmarks/target/classes:$HEARSAY_CP:$(module_cp harness)"
PEER_PROPS=(hearsay.r="${HEARSAY_R:-2}" hearsay.w="${HEARSAY_W:-2}")

peer_start() {
  local i
  rm -rf "$RUN"/data-*
  for i in 1 2 3; do
    start_proc n$i "$HEARSAY_HOME/cli/target/distribution/bin/hearsay" node --name node-$i --listen 127.0.0.1:700$i \
      --data "$RUN/data-$i" --seed 127.0.0.1:7001 --seed 127.0.0.1:7002 --seed 127.0.0.1:7003 \
      ${HEARSAY_CONFIG:+--config "$HEARSAY_CONFIG"}
  done
  for i in 1 2 3; do wait_log n$i 'listening at' 60; done
  sleep 5
}
