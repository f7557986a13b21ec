import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import type { MasterKey } from "./master-key.ts";
import type { AssociatedData, SecretBox } from "./secrets.ts";

const FORMAT = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const KEY_BYTES = 32;
const TAG_BYTES = 16;
const WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;

/**
 * Envelope encryption with AES-256-GCM: a random data key seals the value, the master's subkey wraps the data key, so
 * that a new master key means rewrapping and no more. Layout: format, key id, wrapped data key, nonce, text, tag.
 * Table, column, row and key id are authenticated: a value that is copied to another row does not open.
 */
export function createSecretBox(master: MasterKey): SecretBox {
  const wrappingKey = master.subkey("secrets-at-rest");
  const keyId = createHash("sha256").update(wrappingKey).digest().subarray(0, KEY_ID_BYTES);
  return {
    seal(plain, associatedData) {
      const dataKey = randomBytes(KEY_BYTES);
      const bound = bind(keyId, associatedData);
      const wrapped = encrypt(wrappingKey, dataKey, bound);
      const sealed = encrypt(dataKey, Buffer.from(plain, "utf8"), bound);
      return Buffer.concat([Buffer.of(FORMAT), keyId, wrapped, sealed]);
    },
    open(sealed, associatedData) {
      const bytes = Buffer.from(sealed);
      const header = 1 + KEY_ID_BYTES;
      if (bytes[0] !== FORMAT || !bytes.subarray(1, header).equals(keyId)) {
        throw new Error("A stored secret was sealed under another master key");
      }
      const bound = bind(keyId, associatedData);
      const dataKey = decrypt(wrappingKey, bytes.subarray(header, header + WRAPPED_BYTES), bound);
      return decrypt(dataKey, bytes.subarray(header + WRAPPED_BYTES), bound).toString("utf8");
    },
  };
}

/** Length prefixes keep ("ab", "c") and ("a", "bc") apart. */
function bind(keyId: Uint8Array, associatedData: AssociatedData): Buffer {
  const parts = [
    keyId,
    Buffer.from(associatedData.table),
    Buffer.from(associatedData.column),
    Buffer.from(associatedData.rowId),
  ];
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}

function encrypt(key: Uint8Array, plain: Uint8Array, bound: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(bound);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Uint8Array, sealed: Buffer, bound: Uint8Array): Buffer {
  const tag = sealed.subarray(sealed.length - TAG_BYTES);
  const text = sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(bound).setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]);
}
