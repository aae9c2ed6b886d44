import { Server } from 'node:net';

const listen = Server.prototype.listen;

/** The independent servers listen on every interface when they name none: in tests they get loopback alone. */
Server.prototype.listen = function (this: Server, ...args: unknown[]) {
  if (typeof args[0] === 'number' && typeof args[1] !== 'string') args.splice(1, 0, '127.0.0.1');
  else if (typeof args[0] === 'object' && args[0] !== null && 'port' in args[0] && !('host' in args[0]))
    args[0] = { ...args[0], host: '127.0.0.1' };
  return Reflect.apply(listen, this, args);
} as typeof listen;
