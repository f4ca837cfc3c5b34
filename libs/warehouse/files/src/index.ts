export { FILE_FORMATS, type FileFormat } from './file-options';
export { FileStrategy, type FileTargetOptions } from './file-strategy';
