import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { AppError } from '@dw-sim/contracts';

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts texts at rest with AES-256-GCM (NIST SP 800-38D): a fresh 96-bit nonce each, and the owner's name as
 * associated data, so that a text can't be moved to another owner. A sealed text names the key that it needs.
 */
export class SecretBox {
  private readonly keyId: string;

  /** @param key 32 bytes */
  constructor(private readonly key: Buffer) {
    this.keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
  }

  seal(text: string, owner: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final()]);
    return [VERSION, this.keyId, Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url')].join('.');
  }

  /** @throws AppError `warehouse_unavailable` where it was sealed with another key, for another owner, or changed */
  open(sealed: string, owner: string): string {
    const [version, keyId, data = ''] = sealed.split('.');
    if (version !== VERSION || keyId !== this.keyId) throw otherKey(owner, keyId ?? '', this.keyId);
    const bytes = Buffer.from(data, 'base64url');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(owner));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      // Node's error says only that authentication failed.
      throw new AppError('warehouse_unavailable', `The stored password of target "${owner}" is damaged.`, { hint: 'Write its DSN again.' });
    }
  }
}

function otherKey(owner: string, needed: string, present: string): AppError {
  return new AppError('warehouse_unavailable', `The password of target "${owner}" was encrypted with another key (${needed}; this server has ${present}).`, {
    hint: 'Start the server with the former DW_SIMULATOR_SECRET_KEY or secret.key, or write the DSN of the target again.',
  });
}
