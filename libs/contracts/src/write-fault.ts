/** Why something could not be written. */
export interface WriteFault {
  /** There is no room, or not as much as is allowed. */
  readonly isFull: boolean;
  /** In words, for the middle of a sentence: `the disk is full`. */
  readonly reason: string;
}

/** By the code of the operating system (errno(3)), and by its text, which engines put into messages of their own. */
const FAULTS: readonly (readonly [codes: readonly string[], text: RegExp, fault: WriteFault])[] = [
  [['ENOSPC', 'SQLITE_FULL'], /no space left|disk (is )?full|out of disk/i, { isFull: true, reason: 'the disk is full' }],
  [['EDQUOT'], /quota exceeded/i, { isFull: true, reason: 'the quota of the disk is used up' }],
  [['EFBIG'], /file too large/i, { isFull: true, reason: 'a file would be larger than is allowed' }],
  [['EROFS'], /read-only file system/i, { isFull: false, reason: 'the file system is read-only' }],
  [['EACCES', 'EPERM'], /permission denied|operation not permitted/i, { isFull: false, reason: 'this user may not write there' }],
  [['ENOTDIR'], /not a directory/i, { isFull: false, reason: 'a part of the path is a file, not a folder' }],
  [['EEXIST'], /file exists/i, { isFull: false, reason: 'it is a file, not a folder' }],
  [['EISDIR'], /is a directory/i, { isFull: false, reason: 'a folder stands where the file belongs' }],
  [['ENOENT'], /no such file or directory/i, { isFull: false, reason: 'the folder is gone, and cannot be made' }],
  [['EIO'], /input\/output error/i, { isFull: false, reason: 'the disk reports an error' }],
  [['EMFILE', 'ENFILE'], /too many open files/i, { isFull: false, reason: 'too many files are open' }],
];

/** Reads why something could not be written from what the system or an engine says; undefined where that is something else. */
export function writeFaultOf(error: unknown): WriteFault | undefined {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const byCode = FAULTS.find(([codes]) => codes.includes(String(code)));
  return (byCode ?? FAULTS.find(([, text]) => text.test(typeof message === 'string' ? message : String(error))))?.[2];
}
