// JavaScript that runs inside the guest's world before the cartridge: it turns the one host function
// into the documented globals and keeps its own copies of the primordials it needs. It is no trust
// boundary: the host checks every text it is handed, whatever the prelude says. Parsing it is most of
// what a fresh world costs, so a world gets only the pieces its job needs.
import type { JobMode } from './protocol.ts'
import type { Capability } from './types.ts'

/**
 * Source of `(host) => [begin, enter, settle, describe]` for these capabilities. `host(op, text)` returns
 * `+json` (`+` alone is undefined), or `-{"code","message"}` for a failure.
 */
export function preludeFor(granted: readonly Capability[], mode: JobMode): string {
  const has = (name: Capability) => granted.includes(name)
  const isTest = mode === 'test'
  return [
    core,
    has('kv') || has('call') || isTest ? jsonArguments : '',
    has('kv') ? kv : '',
    has('call') || isTest ? asynchronous : 'const settle = () => {}\n',
    has('call') ? call : '',
    has('log') ? log : '',
    has('now') ? now : noNow,
    clock,
    has('random') ? random : noRandom,
    isTest ? tests : answer,
    'return [begin, enter, settle, describe]\n})',
  ].join('')
}

/**
 * Put before a module, it compiles ahead of its call and runs nothing until `begin` is called. Same
 * line, so line numbers stay.
 */
export const waitForCall = 'await __zooid_call__;'

const core = `(function (host) {
'use strict'
const { parse, stringify } = JSON
const { defineProperty } = Object
const isArray = Array.isArray
const text = String
const hostErrors = new WeakSet()
const cut = (value, length) => (value.length > length ? value.slice(0, length) : value)

const failure = (code, message) => {
  const error = new Error(message)
  defineProperty(error, 'code', { value: code, enumerable: true })
  hostErrors.add(error)
  return error
}
const open = (reply) => {
  if (reply[0] === '+') return reply.length === 1 ? undefined : parse(reply.slice(1))
  const { code, message } = parse(reply.slice(1))
  throw failure(code, message)
}
const ask = (op, value) => open(host(op, value))
const expose = (name, value) => defineProperty(globalThis, name, { value, writable: true, configurable: true })
let begin
const called = new Promise((resolve) => {
  begin = () => {
    delete globalThis.__zooid_call__
    resolve()
  }
})
expose('__zooid_call__', called)
delete globalThis.SharedArrayBuffer
delete globalThis.Atomics

const deny = (what, name) => {
  throw failure('capability.denied', what + ' needs capability "' + name + '": list it under "capabilities" in cartridge.json')
}
// What an uncaught value was; reading it may run guest code, so it may fail too.
const describe = (error) => {
  try {
    const thrown = error !== null && typeof error === 'object'
    const name = thrown ? text(error.name ?? 'Error') : ''
    const message = thrown ? text(error.message ?? '') : text(error)
    const code = thrown && hostErrors.has(error) ? text(error.code) : ''
    return stringify({ name: cut(name, 100), message: cut(message, 4096), code: cut(code, 100) })
  } catch {
    return '{"name":"Error","message":"the thrown value cannot be read","code":""}'
  }
}

`

const jsonArguments = `const json = (value, what) => {
  const out = stringify(value)
  if (out === undefined) throw new TypeError(what + ' must be a JSON value')
  return out
}
const key = (value) => {
  if (typeof value !== 'string') throw new TypeError('a key must be a string')
  return stringify(value)
}
`

const kv = `expose('kv', Object.freeze({
  get: (name) => ask('kv', '["get",' + key(name) + ']'),
  set: (name, value) => void ask('kv', '["set",' + key(name) + ',' + json(value, 'a value') + ']'),
  delete: (name) => ask('kv', '["delete",' + key(name) + ']'),
  list: (prefix = '', limit = 100) => ask('kv', '["list",' + key(prefix) + ',' + json(+limit, 'limit') + ']'),
}))
`

const asynchronous = `const waiting = new Map()
const later = (value) =>
  new Promise((resolve, reject) => {
    waiting.set(ask('call', value), [resolve, reject])
  })
const settle = (id, reply) => {
  const pair = waiting.get(+id)
  if (!pair) return
  waiting.delete(+id)
  try { pair[0](open(reply)) } catch (error) { pair[1](error) }
}

`

const call = `expose('call', (slug, request = {}) => {
  try { return later('[' + key(slug) + ',' + json(request, 'a request') + ']') } catch (error) { return Promise.reject(error) }
})
`

const log = `expose('log', (...values) => {
  host('log', stringify(cut(values.map((value) => (typeof value === 'string' ? value : text(stringify(value)))).join(' '), 1024)))
})

`

const now = `const now = () => ask('now', '')
expose('now', () => now())
`

const noNow = `const now = (what = 'Date.now()') => deny(what, 'now')
`

const clock = `const RealDate = Date
RealDate.now = () => now('Date.now()')
const GuardedDate = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now('new Date() without arguments')] : args, newTarget),
  apply: () => text(new GuardedDate(now('Date()'))),
})
defineProperty(RealDate.prototype, 'constructor', { value: GuardedDate, writable: true, configurable: true })
expose('Date', GuardedDate)

`

const random = `let pool = ''
const randomHex = (bytes) => {
  if (pool.length < bytes * 2) pool = ask('random', '1024')
  const out = pool.slice(0, bytes * 2)
  pool = pool.slice(bytes * 2)
  return out
}
expose('random', (length) => {
  if (!Number.isInteger(length) || length < 0 || length > 1024) throw new RangeError('random(length): length must be an integer from 0 to 1024')
  const hex = randomHex(length)
  const out = new Uint8Array(length)
  for (let i = 0; i < length; i++) out[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16)
  return out
})
Math.random = () => parseInt(randomHex(6), 16) / 2 ** 48
`

const noRandom = `Math.random = () => deny('Math.random()', 'random')
`

const answer = `const enter = async (module, input, maxLength) => {
  const { handle } = await module
  if (typeof handle !== 'function') throw new TypeError('the cartridge does not export a function "handle"')
  const response = await handle(parse(input))
  if (response === null || typeof response !== 'object' || isArray(response))
    return '!sandbox.bad_response handle returned ' + (response === null ? 'null' : isArray(response) ? 'an array' : typeof response) + ' instead of {status?, headers?, body?}'
  const { status, headers, body } = response
  if (typeof body === 'string' && body.length > maxLength)
    return '!sandbox.output_too_large the body has ' + body.length + ' characters'
  return '+' + stringify({ status, headers, body })
}
`

const tests = `const { keys, is, getPrototypeOf } = Object
const show = (value) => {
  if (value instanceof Error) return text(value)
  if (typeof value === 'bigint') return value + 'n'
  let out
  try { out = stringify(value) } catch { out = undefined }
  return cut(out === undefined ? text(value) : out, 300)
}
const difference = (actual, expected, path, depth) => {
  if (is(actual, expected)) return ''
  const differs = () => (path || 'value') + ' is ' + show(actual) + ', expected ' + show(expected)
  if (depth > 64) return (path || 'value') + ' is nested too deeply to compare'
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null) return differs()
  if (isArray(actual) !== isArray(expected)) return differs()
  if (getPrototypeOf(actual) !== getPrototypeOf(expected)) return differs()
  if (actual instanceof RealDate || actual instanceof RegExp) return text(actual) === text(expected) ? '' : differs()
  if (actual instanceof Map || actual instanceof Set) return difference([...actual], [...expected], path + '<entries>', depth + 1)
  if (isArray(actual) && actual.length !== expected.length)
    return (path || 'value') + ' has ' + actual.length + ' items, expected ' + expected.length + ': ' + show(actual) + ' instead of ' + show(expected)
  for (const name of new Set([...keys(expected), ...keys(actual)])) {
    const at = isArray(actual) ? path + '[' + name + ']' : path ? path + '.' + name : name
    if (!(name in actual)) return at + ' is missing, expected ' + show(expected[name])
    if (!(name in expected)) return at + ' is unexpected: ' + show(actual[name])
    const found = difference(actual[name], expected[name], at, depth + 1)
    if (found) return found
  }
  return ''
}
const cases = []
let current = -1
const enter = async (module) => {
  await module
  const tests = []
  for (current = 0; current < cases.length; current++) {
    const [name, run] = cases[current]
    try { await run(); tests.push({ name, ok: true }) }
    catch (error) {
      const { name: kind, message, code } = parse(describe(error))
      const label = kind === 'AssertionError' || kind === '' ? '' : kind + ': '
      tests.push({ name, ok: false, message: cut(label + message + (code ? ' (' + code + ')' : ''), 1024) })
    }
  }
  return '+' + stringify(tests)
}
class AssertionError extends Error { get name() { return 'AssertionError' } }
const fail = (message, detail) => { throw new AssertionError(message === undefined ? detail : message + ': ' + detail) }
expose('test', (name, run) => {
  if (typeof run !== 'function') throw new TypeError('test(name, run): run must be a function')
  if (current >= 0) throw new Error('test() inside a test is not supported')
  if (cases.length >= 200) throw new Error('more than 200 tests in one file')
  cases.push([cut(text(name), 200), run])
})
expose('request', async (request = {}) => later('[' + current + ',' + json(request, 'a request') + ']'))
expose('equal', (actual, expected, message) => {
  const found = difference(actual, expected, '', 0)
  if (found) fail(message, found)
})
expose('ok', (condition, message) => { if (!condition) fail(message, show(condition) + ' is not truthy') })
expose('match', (value, pattern, message) => {
  if (typeof value !== 'string' || !pattern.test(value)) fail(message, show(value) + ' does not match ' + text(pattern))
})
expose('throws', (run, pattern) => {
  let thrown
  try { run() } catch (error) { thrown = [error] }
  if (!thrown) fail(undefined, 'the function did not throw')
  const message = parse(describe(thrown[0])).message
  if (pattern && !pattern.test(message)) fail(undefined, show(message) + ' does not match ' + text(pattern))
})
`
