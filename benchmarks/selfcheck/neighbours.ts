// Calls near those the tests make: one argument changed a little. Nobody promised that such inputs are
// allowed, so what they tell apart is a hint to a person, never a verdict.

/** Messages of plain calls, changed in one place each; the same messages give the same neighbours. */
export function neighboursOf(messages: readonly string[], limit: number): string[] {
  const found = new Set<string>()
  let state = 1
  const pick = (count: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * count)
  }
  const calls = [...new Set(messages)].filter((message) => message.startsWith('["call",'))
  for (let round = 0; calls.length > 0 && round < limit * 3 && found.size < limit; round++) {
    const [operation, number, args] = JSON.parse(calls[pick(calls.length)] ?? '[]') as [
      string,
      number,
      unknown[],
    ]
    if (args.length === 0) continue
    const index = pick(args.length)
    const changed = args.with(index, change(args[index], pick))
    const message = JSON.stringify([operation, number, changed])
    if (!messages.includes(message)) found.add(message)
  }
  return [...found]
}

function change(value: unknown, pick: (count: number) => number): unknown {
  if (typeof value === 'number') return [value + 1, value - 1, 0, -value, value * 2][pick(5)]
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') {
    const at = pick(value.length + 1)
    const other = ['a', 'Z', '0', ' ', '-', value.charAt(pick(value.length))][pick(6)] ?? ''
    return [
      '',
      value.slice(0, at) + value.slice(at + 1),
      value.slice(0, at) + other + value.slice(at),
      value.slice(0, at) + other + value.slice(at + 1),
    ][pick(4)]
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return value
    const at = pick(value.length)
    const item: unknown = value[at]
    return [
      [],
      value.toSpliced(at, 1),
      value.toSpliced(at, 0, item),
      value.toReversed(),
      value.with(at, change(item, pick)),
      value.with(at, change(item, pick)),
    ][pick(6)]
  }
  if (value !== null && typeof value === 'object' && !('$' in value)) {
    const entries = Object.entries(value)
    const entry = entries[pick(entries.length)]
    return entry ? { ...value, [entry[0]]: change(entry[1], pick) } : value
  }
  return value
}
