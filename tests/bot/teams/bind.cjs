// Loaded before the Playground: whatever it listens on, it does so on this machine alone.
const net = require("node:net");
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...args) {
  const asked = typeof args[0] === "object" && args[0] !== null ? args[0] : { port: Number(args[0]) };
  if (!("port" in asked)) return listen.apply(this, args);
  const done = args.find((each) => typeof each === "function");
  return listen.call(this, { ...asked, host: "127.0.0.1" }, done);
};
