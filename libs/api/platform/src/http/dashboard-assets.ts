import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { Router, type RequestHandler } from 'express';

/** Angular's build puts eight characters of the content's hash, in base 32, into a file's name. */
const HASHED_NAME = /-[A-Z0-9]{8}\.\w+$/;

const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>DW Simulator</title>
<p>The dashboard is not built yet. Build it with <code>npm run build</code>; the API is at <a href="/api/docs">/api/docs</a>.</p>`;

/**
 * Serves a built dashboard: files by name, hashed ones for ever, and `index.html` for every page of it. Everything
 * under `/api` passes through.
 */
export function dashboardAssets(directory: string): RequestHandler {
  const router = Router();
  router.use(exceptApi(express.static(directory, { index: false, setHeaders: (response, path) => response.setHeader('Cache-Control', cacheControl(path)) })));
  router.use(exceptApi((request, response, next) => {
    // A missing file is a 404, not the page.
    if (!['GET', 'HEAD'].includes(request.method) || extname(request.path) !== '') return next();
    response.setHeader('Cache-Control', 'no-cache');
    const index = join(directory, 'index.html');
    if (existsSync(index)) response.sendFile(index);
    else response.type('html').send(NOT_BUILT);
  }));
  return router;
}

function exceptApi(handler: RequestHandler): RequestHandler {
  return (request, response, next) => (/^\/api(?=\/|$)/.test(request.path) ? next() : handler(request, response, next));
}

function cacheControl(path: string): string {
  return HASHED_NAME.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
