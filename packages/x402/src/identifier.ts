// The payment-identifier extension on the wire: the server says whether an id is required, the client
// adds one to the echoed `info`. What an id means for replays is the ledger's business.
import type { Json } from '@zooid/base'
import { isJsonObject, objectField, ownField } from './fields.ts'
import type { Extensions, Payment } from './types.ts'

export const identifierKey = 'payment-identifier'

const idPattern = /^[a-zA-Z0-9_-]{16,128}$/

/** Advertised in our offers. */
export const identifierExtension: Extensions = {
  [identifierKey]: {
    info: { required: false },
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {
        required: { type: 'boolean' },
        id: { type: 'string', minLength: 16, maxLength: 128, pattern: '^[a-zA-Z0-9_-]+$' },
      },
      required: ['required'],
    },
  },
}

/** The extensions of an offer echoed with an id. */
export function withIdentifier(extensions: Extensions, id: string): Extensions {
  const entry = extensions[identifierKey]
  if (!entry) return extensions
  const info: Json = { ...(isJsonObject(entry.info) ? entry.info : {}), id }
  return { ...extensions, [identifierKey]: { ...entry, info } }
}

export type IdentifierRead =
  | { readonly status: 'none' }
  | { readonly status: 'ok'; readonly id: string }
  | { readonly status: 'invalid' }

/** The id a payment carries, if any. */
export function readIdentifier(payment: Payment): IdentifierRead {
  const extension = objectField(payment.extensions ?? {}, identifierKey)
  const info = extension && objectField(extension, 'info')
  const id = info && ownField(info, 'id')
  if (id === undefined) return { status: 'none' }
  return typeof id === 'string' && idPattern.test(id) ? { status: 'ok', id } : { status: 'invalid' }
}
