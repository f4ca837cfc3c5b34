export * from './target.routes';
