import type { RequestHandler } from 'express';

/** Serves `/api/v1/…` as `/api/…`: one set of routes, two addresses. */
export const apiVersion: RequestHandler = (request, _response, next) => {
  request.url = request.url.replace(/^\/api\/v1(?=[/?]|$)/, '/api');
  next();
};
