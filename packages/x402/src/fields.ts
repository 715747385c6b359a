// Reads own fields of untrusted JSON. Never walks the prototype chain, so `__proto__`, `constructor`
// and the like are plain missing or plain present keys; returns undefined instead of throwing.
import type { Json } from '@zooid/base'

export type JsonObject = { readonly [key: string]: Json }

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function objectField(object: JsonObject, key: string): JsonObject | undefined {
  const value = ownField(object, key)
  return isJsonObject(value) ? value : undefined
}

/** A string of 1..maxLength UTF-16 units, else undefined. */
export function stringField(object: JsonObject, key: string, maxLength = 2048): string | undefined {
  const value = ownField(object, key)
  return typeof value === 'string' && value.length > 0 && value.length <= maxLength
    ? value
    : undefined
}

export function ownField(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}
