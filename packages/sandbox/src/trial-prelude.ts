// JavaScript that runs inside the two worlds of a trial before anything else: in the world of the solution
// it answers calls by name, in the world of the tests it makes `solution` look like the module itself and
// collects what the tests find. Neither world can reach the other except through the host's one function.
import { trialCodec } from './trial-codec.ts'

/** Both worlds: time and chance differ from run to run, so neither exists. */
const unchanging = `
delete globalThis.SharedArrayBuffer
delete globalThis.Atomics
const denied = (what) => () => { throw new TypeError(what + ' is not available: a verdict must not depend on it') }
Math.random = denied('Math.random()')
Date.now = denied('Date.now()')
const RealDate = Date
const GuardedDate = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    args.length === 0 ? denied('new Date() without arguments')() : Reflect.construct(target, args, newTarget),
  apply: denied('Date()'),
})
defineProperty(RealDate.prototype, 'constructor', { value: GuardedDate, writable: true, configurable: true })
defineProperty(globalThis, 'Date', { value: GuardedDate, writable: true, configurable: true })
`

/**
 * Source of `(host) => [open, dispatch]`; `host(json)` calls back. `open(module)` takes the solution's exports; `dispatch(json)`
 * answers one operation with `+json`, or `-{"name","message"}` for what it threw.
 */
export const solutionPrelude = `(function (host) {
'use strict'
${trialCodec}
${unchanging}
const named = []
const numbers = new Map()
const shapes = new Map()
const callbacks = new Map()
const callbackNumbers = new Map()
const staysHere = [Map, Set, WeakMap, WeakSet, RealDate, RegExp, Promise, ArrayBuffer, DataView, getPrototypeOf(Uint8Array)]

const refer = (value) => {
  const callback = callbackNumbers.get(value)
  if (callback !== undefined) return { $: 'f', v: callback }
  for (const kind of staysHere)
    if (value instanceof kind) throw new TypeError('a ' + value.constructor?.name + ' cannot leave the solution: return plain data')
  let number = numbers.get(value)
  if (number === undefined) {
    number = named.push(value) - 1
    numbers.set(value, number)
  }
  const shape = getPrototypeOf(value)
  let kind = shapes.get(shape)
  if (kind === undefined) shapes.set(shape, (kind = shapes.size))
  return { $: 'r', v: number, f: typeof value === 'function', k: kind }
}
const resolve = (tag) => {
  if (tag.$ === 'r') return named[tag.v]
  let callback = callbacks.get(tag.v)
  if (!callback) {
    callback = (...args) => {
      const reply = host(stringify([tag.v, encode(args, 0)]))
      if (reply[0] === '+') return decode(parse(reply.slice(1)))
      throw revive(parse(reply.slice(1)))
    }
    callbacks.set(tag.v, callback)
    callbackNumbers.set(callback, tag.v)
  }
  return callback
}
const nameOf = (key) => (key === '@@iterator' ? Symbol.iterator : key)

const operations = {
  call: (number, args) => Reflect.apply(named[number], undefined, decode(args)),
  construct: (number, args) => new named[number](...decode(args)),
  method: (number, key, args) => named[number][nameOf(key)](...decode(args)),
  set: (number, key, value) => void (named[number][key] = decode(value)),
}
const perform = ([operation, number, ...rest]) => {
  if (operation === 'get') {
    const [key] = rest
    const value = named[number][nameOf(key)]
    const isMethod = typeof value === 'function' && typeof named[number] !== 'function' && !Object.hasOwn(named[number], nameOf(key))
    return isMethod ? { $: 'm' } : encode(value, 0)
  }
  if (operation === 'fields') {
    const out = {}
    for (const key of keys(named[number])) own(out, key, named[number][key])
    return encode(out, 0)
  }
  return encode(operations[operation](number, ...rest), 0)
}

const open = (module) => {
  const found = keys(module).map((name) => [name, module[name]])
  return '+' + stringify(found.map(([name, value]) => [name, encode(value, 0)]))
}
const dispatch = (message) => {
  try {
    return '+' + stringify(perform(parse(message)))
  } catch (error) {
    return '-' + stringify(explain(error))
  }
}
return [
  (module) => { try { return open(module) } catch (error) { return '-' + stringify(explain(error)) } },
  dispatch,
]
})`

/**
 * Source of `(host) => [list, run, callback]` for the world of the tests. The module of the tests is
 * evaluated afterwards and registers its cases. `list()` returns the examples as JSON, `run(json)` a report.
 */
export const testsPrelude = `(function (host) {
'use strict'
${trialCodec}
${unchanging}
const references = new Map()
const numbers = new WeakMap()
const methods = new Set()
const callbacks = []
const callbackNumbers = new Map()

/** Thrown when the trial is over; nothing the tests catch can continue it. */
const over = { over: true }
class SolutionThrew { constructor(error) { this.error = error } }
let lastThrown

const ask = (message) => {
  const reply = host(stringify(message))
  if (reply[0] === '+') return decode(parse(reply.slice(1)))
  if (reply[0] === '!') throw over
  lastThrown = revive(parse(reply.slice(1)))
  throw lastThrown
}
const refer = (value) => {
  const number = numbers.get(value)
  if (number !== undefined) return { $: 'r', v: number }
  if (typeof value !== 'function') throw new TypeError('only plain data, functions and the solution\\'s own objects can be passed to the solution')
  let callback = callbackNumbers.get(value)
  if (callback === undefined) {
    callback = callbacks.push(value) - 1
    callbackNumbers.set(value, callback)
  }
  return { $: 'f', v: callback }
}
const methodMark = { method: true }
/** Tells a reference from a plain object. */
const instance = {}
const resolve = (tag) => {
  if (tag.$ === 'm') return methodMark
  if (tag.$ === 'f') return callbacks[tag.v]
  let reference = references.get(tag.v)
  if (!reference) {
    reference = new Proxy(tag.f ? function () {} : Object.create(instance), traps(tag.v, tag.k))
    references.set(tag.v, reference)
    numbers.set(reference, tag.v)
  }
  return reference
}
const traps = (number, kind) => ({
  apply: (_target, _self, args) => ask(['call', number, encode(args, 0)]),
  construct: (_target, args) => ask(['construct', number, encode(args, 0)]),
  get: (_target, key) => {
    if (typeof key === 'symbol' && key !== Symbol.iterator) return undefined
    const name = typeof key === 'symbol' ? '@@iterator' : key
    const method = kind + ' ' + name
    if (!methods.has(method)) {
      const value = ask(['get', number, name])
      if (value !== methodMark) return value
      methods.add(method)
    }
    return (...args) => ask(['method', number, name, encode(args, 0)])
  },
  set: (_target, key, value) => (ask(['set', number, text(key), encode(value, 0)]), true),
  has: (_target, key) => typeof key === 'string' && ask(['get', number, key]) !== undefined,
})
const fieldsOf = (value) => (numbers.has(value) && typeof value !== 'function' ? ask(['fields', numbers.get(value)]) : value)

const show = (value, depth = 0) => {
  switch (typeof value) {
    case 'string': return stringify(value)
    case 'bigint': return value + 'n'
    case 'number': return is(value, -0) ? '-0' : text(value)
    case 'function': return 'a function'
    case 'object': break
    default: return text(value)
  }
  if (value === null) return 'null'
  if (numbers.has(value)) return 'an object of the solution'
  if (value instanceof Error) return text(value)
  if (depth > 6) return '…'
  if (isArray(value)) return '[' + value.slice(0, 40).map((item) => show(item, depth + 1)).join(', ') + (value.length > 40 ? ', …' : '') + ']'
  return '{' + keys(value).slice(0, 40).map((name) => ' ' + (/^[A-Za-z_$][\\w$]*$/.test(name) ? name : stringify(name)) + ': ' + show(value[name], depth + 1)).join(',') + ' }'
}
const difference = (givenActual, givenExpected, path, depth) => {
  if (is(givenActual, givenExpected)) return ''
  const actual = fieldsOf(givenActual)
  const expected = fieldsOf(givenExpected)
  const differs = () => (path || 'value') + ' is ' + cut(show(actual), 300) + ', expected ' + cut(show(expected), 300)
  if (depth > 100) return (path || 'value') + ' is nested too deeply to compare'
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null) return differs()
  if (isArray(actual) !== isArray(expected)) return differs()
  if (getPrototypeOf(actual) !== getPrototypeOf(expected) && (getPrototypeOf(actual) ?? objectPrototype) !== (getPrototypeOf(expected) ?? objectPrototype)) return differs()
  if (isArray(actual) && actual.length !== expected.length) return differs()
  if (isArray(actual)) {
    for (let i = 0; i < actual.length; i++) {
      const found = difference(actual[i], expected[i], path + '[' + i + ']', depth + 1)
      if (found) return found
    }
    return ''
  }
  const actualKeys = keys(actual)
  const expectedKeys = keys(expected)
  for (const name of expectedKeys) {
    const at = path ? path + '.' + name : name
    if (!Object.hasOwn(actual, name)) return at + ' is missing, expected ' + cut(show(expected[name]), 300)
    const found = difference(actual[name], expected[name], at, depth + 1)
    if (found) return found
  }
  for (const name of actualKeys)
    if (!Object.hasOwn(expected, name)) return (path ? path + '.' : '') + name + ' is unexpected: ' + cut(show(actual[name]), 300)
  return ''
}

class AssertionError extends Error { get name() { return 'AssertionError' } }
const fail = (note, detail) => { throw new AssertionError(note === undefined ? detail : note + ': ' + detail) }
const expose = (name, value) => defineProperty(globalThis, name, { value, writable: false, configurable: false })
expose('equal', (actual, expected, note) => {
  const found = difference(actual, expected, '', 0)
  if (found) fail(note, found)
})
expose('ok', (condition, note) => { if (!condition) fail(note, show(condition) + ' is not true') })
expose('close', (actual, expected, tolerance = 1e-9) => {
  if (is(actual, expected)) return
  if (typeof actual !== 'number' || !(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected))))
    fail(undefined, 'value is ' + show(actual) + ', expected about ' + show(expected))
})
expose('throws', (run, pattern) => {
  let thrown
  try { run() } catch (error) {
    if (error === over) throw error
    thrown = [error]
  }
  if (!thrown) fail(undefined, 'the call did not throw')
  const { message } = explain(thrown[0])
  if (pattern && !pattern.test(message)) fail(undefined, 'it threw ' + show(message) + ', which does not match ' + text(pattern))
})

/** xmur3 into sfc32: small, fast, good enough to draw test inputs; the same everywhere. */
let a = 0, b = 0, c = 0, d = 0
const mixText = (from, seed) => {
  let h = from
  for (let i = 0; i < seed.length; i++) {
    h = Math.imul(h ^ seed.charCodeAt(i), 3432918353)
    h = (h << 13) | (h >>> 19)
  }
  return h
}
const next = () => {
  const t = (((a + b) | 0) + d) | 0
  d = (d + 1) | 0
  a = b ^ (b >>> 9)
  b = (c + (c << 3)) | 0
  c = (((c << 21) | (c >>> 11)) + t) | 0
  return t >>> 0
}
const reseed = (from) => {
  let h = from
  const mix = () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507)
    h = Math.imul(h ^ (h >>> 13), 3266489909)
    return (h ^= h >>> 16) >>> 0
  }
  a = mix()
  b = mix()
  c = mix()
  d = mix()
  for (let i = 0; i < 12; i++) next()
}
const float = () => (next() * 2097152 + (next() >>> 11)) / 9007199254740992
const below = (count) => (count <= 4294967296 ? Math.floor((next() / 4294967296) * count) : Math.floor(float() * count))
const int = (min, max) => {
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || min > max) throw new RangeError('random.int(' + min + ', ' + max + ')')
  return min + below(max - min + 1)
}
/** One source for all: a run draws only between its own start and end. */
const random = Object.freeze({
  int,
  float,
  bool: (p = 0.5) => float() < p,
  pick: (items) => {
    if (items.length === 0) throw new RangeError('random.pick([])')
    return items[below(items.length)]
  },
  list: (min, max, make) => {
    const out = []
    const length = int(min, max)
    for (let i = 0; i < length; i++) out.push(make(i))
    return out
  },
  text: (min, max, alphabet = 'abcdefghijklmnopqrstuvwxyz') => {
    let out = ''
    const size = alphabet.length
    for (let left = int(min, max); left > 0; left--) out += alphabet[below(size)]
    return out
  },
  shuffle: (items) => {
    const out = [...items]
    for (let i = out.length - 1; i > 0; i--) {
      const j = below(i + 1)
      const moved = out[i]
      out[i] = out[j]
      out[j] = moved
    }
    return out
  },
  bigint: (min, max) => {
    if (min > max) throw new RangeError('random.bigint(' + min + ', ' + max + ')')
    const span = max - min + 1n
    let drawn = 0n
    for (let bits = 1n; bits < span << 32n; bits <<= 32n) drawn = (drawn << 32n) | BigInt(next())
    return min + (drawn % span)
  },
})

const cases = []
const names = new Set()
let isOpen = true
const register = (entry) => {
  if (!isOpen) throw new Error('example() and check() belong to the top level of tests.ts')
  if (cases.length >= 200) throw new Error('more than 200 examples and checks')
  cases.push(entry)
}
const needFunction = (value, what) => { if (typeof value !== 'function') throw new TypeError(what + ' must be a function') }
const sourceOf = (call, given) => {
  if (given !== undefined) return text(given)
  return text(call).replace(/^\\(\\)\\s*=>\\s*/, '').replace(/\\bsolution\\./g, '').replace(/\\s+/g, ' ')
}
expose('example', (call, expected, shown) => {
  needFunction(call, 'example(call, …): call')
  register({ visible: true, name: cut(sourceOf(call, shown), 400), call, expected })
})
expose('exampleThrows', (call, shown) => {
  needFunction(call, 'exampleThrows(call): call')
  register({ visible: true, name: cut(sourceOf(call, shown), 400), call, isThrowing: true })
})
expose('check', (givenName, run, runs = 10) => {
  const name = cut(text(givenName), 200)
  needFunction(run, 'check(name, run): run')
  if (!Number.isInteger(runs) || runs < 1 || runs > 1000) throw new RangeError('check("' + name + '"): runs must be 1 to 1000')
  if (names.has(name)) throw new Error('two checks are named "' + name + '"')
  names.add(name)
  register({ visible: false, name, run, runs })
})

let solution
defineProperty(globalThis, 'solution', { get: () => solution, configurable: false })

const perform = (entry, seed, runsFactor) => {
  if (entry.run) {
    const from = mixText(1779033703, seed + '/' + entry.name + '/')
    for (let i = 0; i < entry.runs * runsFactor; i++) {
      reseed(Math.imul(from ^ i, 2654435761) ^ from)
      entry.run(random)
    }
  } else if (entry.isThrowing) {
    let thrown = false
    try { entry.call() } catch (error) {
      if (error === over) throw error
      thrown = true
    }
    if (!thrown) fail(undefined, 'the call did not throw')
  } else {
    const found = difference(entry.call(), entry.expected, '', 0)
    if (found) fail(undefined, found)
  }
}
const run = (orders) => {
  isOpen = false
  const { seed, runsFactor, stopAtFailure, visibleOnly, exported } = parse(orders)
  solution = Object.freeze(Object.fromEntries(exported.map(([name, wire]) => [name, decode(wire)])))
  const tests = []
  for (const entry of cases) {
    if (visibleOnly && !entry.visible) continue
    lastThrown = undefined
    try {
      perform(entry, seed, runsFactor)
      tests.push({ name: entry.name, visible: entry.visible, ok: true })
    } catch (error) {
      if (error === over) break
      const threw = error === lastThrown
      const { name, message } = explain(error)
      const label = name === 'AssertionError' || name === '' ? '' : name + ': '
      tests.push({ name: entry.name, visible: entry.visible, ok: false, threw, message: cut(label + message, 1024) })
      if (stopAtFailure) break
    }
  }
  return '+' + stringify(tests)
}

/** What a solver may see. \`call\` is there only when the example is one plain call of one export. */
const list = () => {
  isOpen = false
  const recorded = (path) =>
    new Proxy(function () {}, {
      get: (_target, key) => (typeof key === 'symbol' ? undefined : recorded([...path, key])),
      apply: (_target, _self, args) => ({ recorded: path, args }),
      construct: () => recorded(['new', 'object']),
    })
  solution = recorded([])
  const examples = cases.filter(({ visible }) => visible).map((entry) => {
    const out = { source: entry.name, throws: entry.isThrowing === true }
    if (!entry.isThrowing) { out.expected = encode(entry.expected, 0); out.shown = show(entry.expected) }
    try {
      const called = entry.call()
      if (called?.recorded?.length === 1) out.call = { name: called.recorded[0], args: encode(called.args, 0) }
    } catch {
      // An expression that only a real solution can evaluate: its source says what it means.
      delete out.call
    }
    return out
  })
  return '+' + stringify({ examples, checks: cases.filter(({ visible }) => !visible).map(({ name }) => name) })
}

const callback = (message) => {
  try {
    const [number, args] = parse(message)
    return '+' + stringify(encode(callbacks[number](...decode(args)), 0))
  } catch (error) {
    return error === over ? '!' : '-' + stringify(explain(error))
  }
}
return [list, run, callback]
})`
