using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .mainWorker),
    (name = "internet", network = (allow = ["private"])),
  ],
);

const mainWorker :Workerd.Worker = (
  modules = [
    (name = "test/runtimes/worker.js", esModule = embed "worker.js"),
    (name = "test/runtimes/calls.js", esModule = embed "calls.js"),
    (name = "dist/index.js", esModule = embed "../../dist/index.js"),
  ],
  compatibilityDate = "2024-09-01",
  bindings = [(name = "GATEWAY", fromEnvironment = "GATEWAY")],
);
