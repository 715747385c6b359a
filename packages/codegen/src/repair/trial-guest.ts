// JavaScript that runs in the sandbox: tries many programs with the same scripts, in one world. Programs
// are mutations of one another, not enemies; what they answer only says which of them are worth a trial
// in worlds of their own.

/** Expects `{ programs, scripts, expected, fuel, names, isMarked }`; answers with `{ outputs, marks, used }` as text. */
export const trialGuest = `
const over = { over: true }
const MakeFunction = Function
const { is, keys, getPrototypeOf, prototype } = Object
const isArray = Array.isArray
const quote = JSON.stringify
let fuel = 0
let marks
const tick = () => { if (--fuel < 0) throw over }
const mark = (statement) => { marks?.add(statement) }

const show = (value, depth = 0) => {
  switch (typeof value) {
    case 'string': return quote(value)
    case 'number': return is(value, -0) ? '-0' : String(value)
    case 'bigint': return value + 'n'
    case 'function': return '?function'
    case 'symbol': return '?symbol'
    case 'object': break
    default: return String(value)
  }
  if (value === null) return 'null'
  if (depth > 60) return '?deep'
  if (isArray(value)) {
    let text = '['
    for (let i = 0; i < value.length && text.length < 4000; i++) text += show(value[i], depth + 1) + ','
    return text + value.length + ']'
  }
  const shape = getPrototypeOf(value)
  if (shape !== prototype && shape !== null) return '?object'
  return '{' + keys(value).sort().map((name) => quote(name) + ':' + show(value[name], depth + 1)).join(',') + '}'
}
/** Short texts stay, long ones become their length and a hash. */
const brief = (text) => {
  if (text.length <= 120) return text
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0
  return text.slice(0, 60) + '…' + text.length + '/' + hash
}
const build = (code, names) => MakeFunction('$tick', '$mark', '"use strict";' + code + '\\nreturn { ' + names + ' }')(tick, mark)

export function handle({ body }) {
  const { programs, scripts, expected, fuel: amount, names, isMarked } = body
  const runs = scripts.map((code) => { try { return MakeFunction('return ' + code)() } catch { return null } })
  const marked = []
  const used = []
  const outputs = programs.map((code) => {
    const out = []
    let exported
    try {
      fuel = amount
      exported = build(code, names)
    } catch (error) {
      return [error === over ? '!over' : '!load']
    }
    for (const [i, run] of runs.entries()) {
      if (!run) { out.push('!script'); continue }
      fuel = amount
      if (isMarked) marks = new Set()
      let text
      try {
        text = brief(show(run(exported)))
      } catch (error) {
        text = error === over || fuel < 0 ? '!over' : '!threw ' + (error?.name ?? '')
      }
      if (isMarked) {
        marked.push([...marks])
        used.push(amount - fuel)
      }
      marks = undefined
      out.push(text)
      // What never ends once is not asked again; what is wrong already need not be finished.
      if (text === '!over' || (expected && (expected[i] === null ? text[0] !== '!' : text !== expected[i]))) break
    }
    return out
  })
  return { body: quote({ outputs, marks: marked, used }) }
}
`
