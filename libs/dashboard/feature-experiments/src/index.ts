export * from './experiment.routes';
