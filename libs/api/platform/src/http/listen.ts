import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { AppError } from '@dw-sim/contracts';

const LISTEN_ERRORS: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_host, port) => `Port ${port} is in use by another program.`,
  EACCES: (_host, port) => `This user may not listen on port ${port}.`,
  EADDRNOTAVAIL: (host) => `This machine has no address ${host}.`,
  ENOTFOUND: (host) => `The host name ${host} is unknown.`,
};

/**
 * Starts to listen; port 0 takes a free one. Answers the URL that this machine reaches the server by.
 * @throws AppError `port_in_use` where the address can't be had, with what to do
 */
export async function listen(app: INestApplication, host: string, port: number): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const message = LISTEN_ERRORS[(error as NodeJS.ErrnoException).code ?? ''];
    if (!message) throw error;
    const other = port === 8000 ? 8001 : 8000;
    throw new AppError('port_in_use', message(host, port), { hint: `Choose another with PORT=${other} or --port ${other}.` }, { cause: error });
  }
  const address = app.getHttpServer().address() as AddressInfo;
  return `http://${nameOf(host)}:${address.port}`;
}

function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
