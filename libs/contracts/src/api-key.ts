/** What a key allows; each includes those before it. */
export const API_KEY_SCOPES = ['read', 'write', 'admin'] as const;

/** `read` looks and queries, `write` also changes experiments and runs them, `admin` also changes targets and keys. */
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

/** Whether a key of one scope may do what needs another. */
export function scopeIncludes(scope: ApiKeyScope, needed: ApiKeyScope): boolean {
  return API_KEY_SCOPES.indexOf(scope) >= API_KEY_SCOPES.indexOf(needed);
}

/** Body of `POST /api/keys`. */
export interface CreateApiKeyRequest {
  /** What it is for. */
  readonly name: string;
  /** `read` where absent. */
  readonly scope?: ApiKeyScope;
  /** Days until it expires; never where absent. */
  readonly expires_in_days?: number;
}

/** A key without its secret. Times are ISO 8601 in UTC. */
export interface ApiKeySummary {
  readonly id: string;
  readonly name: string;
  readonly scope: ApiKeyScope;
  readonly status: 'active' | 'expired' | 'revoked';
  readonly created_at: string;
  readonly expires_at: string | null;
  /** To the minute; null where it was never used. */
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
}

export interface CreatedApiKey extends ApiKeySummary {
  /** The key itself, which is never shown again. */
  readonly key: string;
}

export interface ApiKeyList {
  readonly items: readonly ApiKeySummary[];
}

/** Body of `POST /api/session`. */
export interface SessionRequest {
  readonly key: string;
}

/** Who the server takes the caller for. */
export interface SessionInfo {
  /** Requests need a key. */
  readonly key_required: boolean;
  /** What this caller may do; null without a key where one is needed. */
  readonly scope: ApiKeyScope | null;
  /** Name of the key; null without one. */
  readonly name: string | null;
}
