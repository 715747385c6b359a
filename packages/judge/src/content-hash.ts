// The name of a text: what is cached, compared or assigned by content goes by this.
import { createHash } from 'node:crypto'

/** SHA-256 of UTF-8 text, lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
