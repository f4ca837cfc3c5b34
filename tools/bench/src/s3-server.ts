import S3rver from 's3rver';

/** Runs an S3-compatible server on the folder that is its argument, prints its URL, and ends when standard input ends. */
const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: process.argv[2] ?? '', configureBuckets: [{ name: 'bench', configs: [] }] });
void server.run().then(({ port }) => {
  console.log(`http://127.0.0.1:${port}`);
  process.stdin.resume().on('end', () => process.exit());
});
