import type { Type } from '../types/type';
import type { Text } from './text';

/** A translated expression. */
export interface Fragment {
  readonly text: Text;
  readonly type: Type;
  /** One term: may stand beside any operator without brackets. */
  readonly atom: boolean;
  /** Value of a string or number literal. */
  readonly literal?: string;
}
