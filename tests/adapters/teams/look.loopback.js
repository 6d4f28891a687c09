// Loaded before Microsoft's playground, which would listen on all interfaces: whatever listens on a port does so on loopback alone.
const { Server } = require("net");
const listen = Server.prototype.listen;

Server.prototype.listen = function (first, ...others) {
  if (first !== null && typeof first === "object" && "port" in first && !first.path) {
    return listen.call(this, { ...first, host: "127.0.0.1" }, ...others);
  }
  const isPort = /^\d+$/.test(String(first));
  return isPort && typeof others[0] !== "string" ? listen.call(this, first, "127.0.0.1", ...others) : listen.call(this, first, ...others);
};
