import { Transform } from 'class-transformer';

/** An object whose keys are names of the user's, such as row counts by table: class-transformer leaves out `toString` and its like. */
export function AsWritten(): PropertyDecorator {
  return Transform(({ obj, key }) => (obj as Record<string, unknown>)[key]);
}
