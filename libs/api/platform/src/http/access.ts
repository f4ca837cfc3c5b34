import { SetMetadata } from '@nestjs/common';
import type { ApiKeyScope } from '@dw-sim/contracts';

/** Who makes a request, and what they may do. */
export interface Access {
  readonly scope: ApiKeyScope;
  /** Name of the key; null without one. */
  readonly name: string | null;
}

declare module 'express-serve-static-core' {
  interface Request {
    /** Absent where a key is needed and none was given: such requests reach public routes alone. */
    access?: Access;
  }
}

export const REQUIRED_SCOPE = 'dw-sim:required-scope';

/**
 * What a route needs, where that does not follow from its method: `GET` needs `read`, all others `write`. A route that is
 * `public` needs no key; it has to be named in the access check, too, which comes before routing.
 */
export const RequiresScope = (scope: ApiKeyScope | 'public') => SetMetadata(REQUIRED_SCOPE, scope);
