/** Stops what `postgres-setup` started. */
export default async function stopServer(): Promise<void> {
  const server = globalThis.postgresServer;
  globalThis.postgresServer = undefined;
  await server?.stop();
}
