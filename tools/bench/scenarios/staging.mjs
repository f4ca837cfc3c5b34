import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { median, timesAsFast } from '../bench.mjs';

const wanted = { text: 'at most 1.2', holds: (ratio) => ratio <= 1.2 };

/** Staging the nine-column table to an S3-compatible server, against uploading the same files with the SDK alone. */
export default async function staging(bench) {
  const { rows } = bench;
  const staged = bench.path('staged-s3');
  bench.run('generate-plan', 'nine-columns', rows, staged);
  const server = spawn(process.execPath, [join(bench.scripts, 's3-server.cjs'), bench.path('bucket')], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const [line] = await once(server.stdout, 'data');
    Object.assign(process.env, { BENCH_S3_URL: String(line).trim(), AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' });
    const [product, plain] = bench.inTurn(
      () => bench.run('stage-s3', 'staging', staged, bench.path('data-root')),
      () => bench.run('stage-s3', 'plain', staged, bench.path('data-root')),
    );
    const wallMs = (samples) => median(samples.map((sample) => sample.wallMs));
    const detail = { rows, bytes: product[0].detail.bytes, productMs: wallMs(product), baselineMs: wallMs(plain), peakRssMb: product[0].peakRssMb };
    bench.figure('staging: to S3, time against the plain upload', timesAsFast(plain, product), wanted, detail);
  } finally {
    server.stdin.end();
    await once(server, 'exit');
  }
}
