import { Semaphore } from 'async-mutex';

/** Threads of Node's pool, unless the environment says otherwise (https://nodejs.org/api/cli.html#uv_threadpool_sizesize). */
const DEFAULT_POOL = 4;
/** Kept free: one for the load, one for files and DNS. */
const RESERVED = 2;

/** Places for calls that run at the same time. Each blocks a thread of Node's pool until the engine has answered. */
export function engineCallPlaces(): Semaphore {
  const poolSize = Number(process.env['UV_THREADPOOL_SIZE']) || DEFAULT_POOL;
  return new Semaphore(Math.max(1, poolSize - RESERVED));
}
