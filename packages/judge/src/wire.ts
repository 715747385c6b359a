// Values of examples as a solver's own JavaScript values: the host's half of the trials' codec.
import type { Wire } from '@zooid/sandbox'

/** References to a solution's own objects become undefined: they mean nothing outside its world. */
export function decodeWire(wire: Wire): unknown {
  if (typeof wire !== 'object' || wire === null) return wire
  if (Array.isArray(wire)) return wire.map(decodeWire)
  const { $: tag, v } = wire as { readonly [name: string]: Wire }
  switch (tag) {
    case undefined:
      return fromEntries(Object.entries(wire))
    case 'b':
      return BigInt(String(v))
    case '-0':
    case 'NaN':
    case 'Infinity':
    case '-Infinity':
      return Number(tag)
    case 'o':
      return fromEntries(v as [string, Wire][])
    default:
      return undefined
  }
}

function fromEntries(entries: readonly (readonly [string, Wire])[]): object {
  return Object.fromEntries(entries.map(([name, item]) => [name, decodeWire(item)]))
}
