import { SHOP } from './corpus';

/** Keeps the server in a state that requests say something about: `shop` is there, nothing else grows. */
export class Housekeeping {
  constructor(private readonly api: string) {}

  /** Ends runs and removes what requests have made. */
  async tidy(): Promise<void> {
    const { items } = await this.ask<{ items: readonly { name: string }[] }>('GET', '/experiments');
    for (const { name } of items) {
      const path = `/experiments/${encodeURIComponent(name)}`;
      const { items: runs } = await this.ask<{ items: readonly { id: number; status: string }[] }>('GET', `${path}/runs`);
      for (const { id, status } of runs) if (['RUNNING', 'QUEUED'].includes(status)) await this.ask('POST', `${path}/runs/${id}/abort`);
      if (name !== 'shop') await this.ask('DELETE', path);
    }
    if (!items.some(({ name }) => name === 'shop')) await this.ask('POST', '/experiments', SHOP);
    const targets = await this.ask<{ items: readonly { id: string; origin: string }[] }>('GET', '/targets');
    for (const { id, origin } of targets.items) if (origin === 'stored') await this.ask('DELETE', `/targets/${encodeURIComponent(id)}`);
  }

  private async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.api}${path}`, { method, ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) });
    return (await response.json()) as T;
  }
}
