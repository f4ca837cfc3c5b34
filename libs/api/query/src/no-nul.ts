import { NotContains } from 'class-validator';

/** A text without NUL characters: PostgreSQL, which may keep the metadata, holds none. */
export function NoNul(): PropertyDecorator {
  return NotContains('\0', { message: ({ property }) => `${property} must not hold NUL characters` });
}
