// Imported first by every command, so that an old Node gets a message instead of a stack trace.
const found = process.versions.node.split(".").map(Number);
if (found[0] < 20 || (found[0] === 20 && found[1] < 19)) {
  console.error(`kaspa-pay needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}
