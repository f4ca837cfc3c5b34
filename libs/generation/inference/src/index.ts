export { inferGenerators, type InferenceOptions } from './infer-generators';
