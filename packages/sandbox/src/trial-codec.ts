// How values travel between the two worlds of a trial, as JavaScript that each world runs for itself.
// Values are copied; functions and instances of classes are named by a number. Not a trust boundary: the
// side that asks decides what an answer means, and the host measures every text before copying it.

/**
 * Source of `encode`, `decode` and what they need. The side using it defines `refer(value)`, which names a
 * function or an instance, and `resolve(tag)`, which finds what a name stands for.
 */
export const trialCodec = `
const { parse, stringify } = JSON
const { is, keys, getPrototypeOf, defineProperty, prototype: objectPrototype } = Object
const isArray = Array.isArray
const text = String
const cut = (value, length) => (value.length > length ? value.slice(0, length) : value)
const own = (object, name, value) =>
  defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })

const encode = (value, depth) => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      if (value === 0) return 1 / value < 0 ? { $: '-0' } : 0
      return value - value === 0 ? value : { $: text(value) }
    case 'undefined':
      return { $: 'u' }
    case 'bigint':
      return { $: 'b', v: text(value) }
    case 'function':
      return refer(value)
    case 'symbol':
      throw new TypeError('a symbol cannot leave its world')
  }
  if (value === null) return null
  if (depth > 100) throw new RangeError('the value contains itself or is nested deeper than 100 levels')
  if (isArray(value)) {
    const out = []
    for (let i = 0; i < value.length; i++) out[i] = encode(value[i], depth + 1)
    return out
  }
  const shape = getPrototypeOf(value)
  if (shape !== objectPrototype && shape !== null) return refer(value)
  const out = {}
  let isPlain = true
  for (const name of keys(value)) {
    const item = value[name]
    if (typeof item === 'function') return refer(value)
    if (name === '$' || name === '__proto__') isPlain = false
    own(out, name, encode(item, depth + 1))
  }
  return isPlain ? out : { $: 'o', v: keys(out).map((name) => [name, out[name]]) }
}

const decode = (wire) => {
  if (typeof wire !== 'object' || wire === null) return wire
  if (isArray(wire)) {
    for (let i = 0; i < wire.length; i++) wire[i] = decode(wire[i])
    return wire
  }
  switch (wire.$) {
    case undefined:
      for (const name of keys(wire)) wire[name] = decode(wire[name])
      return wire
    case 'u':
      return undefined
    case 'b':
      return BigInt(wire.v)
    case '-0':
      return -0
    case 'NaN':
    case 'Infinity':
    case '-Infinity':
      return +wire.$
    case 'o': {
      const out = {}
      for (const [name, item] of wire.v) own(out, name, decode(item))
      return out
    }
    default:
      return resolve(wire)
  }
}

const explain = (error) => {
  try {
    const thrown = error !== null && typeof error === 'object'
    return {
      name: cut(thrown ? text(error.name ?? 'Error') : '', 100),
      message: cut(thrown ? text(error.message ?? '') : text(error), 1024),
    }
  } catch {
    return { name: 'Error', message: 'the thrown value cannot be read' }
  }
}
const errorTypes = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }
const revive = ({ name, message }) => {
  const known = typeof name === 'string' && Object.hasOwn(errorTypes, name)
  const error = new (known ? errorTypes[name] : Error)(message)
  if (!known && name) own(error, 'name', text(name))
  return error
}
`
