import type { Configuration } from '@dw-sim/api-platform';

/** Whether requests need a key: where the configuration says so, and by itself as soon as other machines can connect. */
export function keyRequired({ authentication, host }: Pick<Configuration, 'authentication' | 'host'>): boolean {
  return authentication === 'required' || (authentication === 'auto' && !isLoopback(host));
}

/** An address, or a name, that only this machine can connect to. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\]|::ffff:127(?:\.\d{1,3}){3})$/i.test(host);
}
