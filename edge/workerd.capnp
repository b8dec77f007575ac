# The intake in a self-hosted workerd, on one machine behind a proxy (docs/nginx.conf). `npm run build:edge` copies it
# to dist-edge/ with everything it refers to, and serve.sh, which starts it. The settings come from the environment
# (docs/intake.md); unset ones are left out.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "intake", worker = .intake),
    (name = "store", disk = (path = "/var/lib/p2p-review", writable = true)),
    # Webhook receivers and the identity provider may be inside or outside the network.
    (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "intake")],
);

const intake :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "./p2p_review_bg.wasm", wasm = embed "p2p_review_bg.wasm"),
  ],
  compatibilityDate = "2026-04-01",
  bindings = [
    (name = "STORE", durableObjectNamespace = "StoreObject"),
    (name = "PUBLIC_ORIGIN", fromEnvironment = "PUBLIC_ORIGIN"),
    (name = "ALLOWED_ORIGINS", fromEnvironment = "ALLOWED_ORIGINS"),
    (name = "BODY_SECONDS", fromEnvironment = "BODY_SECONDS"),
    (name = "STAFF_TOKEN", fromEnvironment = "STAFF_TOKEN"),
    (name = "STAFF_JWKS_URL", fromEnvironment = "STAFF_JWKS_URL"),
    (name = "STAFF_ISSUER", fromEnvironment = "STAFF_ISSUER"),
    (name = "STAFF_AUDIENCE", fromEnvironment = "STAFF_AUDIENCE"),
    (name = "STAFF_JWT_HEADER", fromEnvironment = "STAFF_JWT_HEADER"),
    (name = "STAFF_TIME_ZONE", fromEnvironment = "STAFF_TIME_ZONE"),
    (name = "WEBHOOK_URL", fromEnvironment = "WEBHOOK_URL"),
    (name = "WEBHOOK_SECRETS", fromEnvironment = "WEBHOOK_SECRETS"),
    (name = "WEBHOOK_TIMEOUT_SECONDS", fromEnvironment = "WEBHOOK_TIMEOUT_SECONDS"),
    (name = "WEBHOOK_RETRY_SECONDS", fromEnvironment = "WEBHOOK_RETRY_SECONDS"),
  ],
  durableObjectNamespaces = [
    # The same names as in the development host, so that its commands also work on this folder.
    (className = "StoreObject", uniqueKey = "miniflare-D1DatabaseObject", enableSql = true, preventEviction = true),
  ],
  durableObjectStorage = (localDisk = "store"),
  globalOutbound = "internet",
);
