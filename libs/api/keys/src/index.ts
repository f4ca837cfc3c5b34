export { AccessCheck } from './access-check';
export { ApiKeys } from './api-keys';
export { keyRequired } from './key-policy';
export { formatKey, newKey } from './key-text';
export { KeysModule } from './keys.module';
