import { Cluster, Redis } from 'ioredis';

/** Where a Redis is: one server, the nodes of a cluster, or the sentinels that know which server is the master of a name. */
export interface RedisPlace {
  kind: 'single' | 'cluster' | 'sentinel';
  hosts: { host: string; port: number }[];
  tls: boolean;
  username: string | null;
  password: string | null;
  database: number;
  /** What the sentinels call the master. */
  master: string | null;
}

const SHAPE =
  /^(?<scheme>rediss?(?:-sentinel)?):\/\/(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^/?#@]+)(?:\/(?<path>[^/?#]*))?$/;
const HOST = /^(?<host>\[[0-9a-fA-F:.]+\]|[^:,[\]\s]+)(?::(?<port>\d{1,5}))?$/;
const PORTS = { single: 6379, cluster: 6379, sentinel: 26379 };

/**
 * An address of Redis taken apart; null when it is none. `redis://host:6379/0` is one server, several hosts with commas between them
 * are nodes of a cluster, `redis-sentinel://host,host/master` are sentinels; `rediss` is with TLS.
 */
export function parseRedis(address: string): RedisPlace | null {
  const parts = SHAPE.exec(address)?.groups;
  if (!parts) return null;
  const { scheme = '', user, password, hosts = '', path = '' } = parts;
  const sentinel = scheme.endsWith('-sentinel');
  const kind = sentinel ? 'sentinel' : hosts.includes(',') ? 'cluster' : 'single';
  const parsed = hosts.split(',').map((one) => HOST.exec(one)?.groups);
  if (parsed.some((host) => !host) || (sentinel && path === '') || (kind === 'cluster' && path !== '')) return null;
  if (kind === 'single' && !/^\d{0,3}$/.test(path)) return null;
  return {
    kind,
    hosts: parsed.map((host) => ({
      host: (host?.host ?? '').replace(/^\[|\]$/g, ''),
      port: Number(host?.port ?? PORTS[kind]),
    })),
    tls: scheme.startsWith('rediss'),
    username: decoded(user),
    password: decoded(password),
    database: kind === 'single' ? Number(path || 0) : 0,
    master: sentinel ? decodeURIComponent(path) : null,
  };
}

function decoded(part: string | undefined): string | null {
  return part ? decodeURIComponent(part) : null;
}

const retryStrategy = (tries: number) => Math.min(200 * tries, 5_000);

/** A connection that heals by itself and keeps commands waiting meanwhile. */
export function connectRedis(place: RedisPlace): Redis | Cluster {
  const login = {
    ...(place.username ? { username: place.username } : {}),
    ...(place.password ? { password: place.password } : {}),
    ...(place.tls ? { tls: {} } : {}),
  };
  const options = { ...login, maxRetriesPerRequest: null, retryStrategy };
  const client = () => {
    switch (place.kind) {
      case 'cluster':
        return new Cluster(place.hosts, {
          clusterRetryStrategy: retryStrategy,
          redisOptions: { ...login, maxRetriesPerRequest: null },
        });
      case 'sentinel':
        return new Redis({
          ...options,
          sentinels: place.hosts,
          name: place.master ?? '',
          sentinelRetryStrategy: retryStrategy,
          ...(place.tls ? { enableTLSForSentinelMode: true } : {}),
        });
      case 'single':
        return new Redis({ ...options, ...place.hosts[0], db: place.database });
    }
  };
  const redis = client();
  redis.on('error', () => {});
  return redis;
}
