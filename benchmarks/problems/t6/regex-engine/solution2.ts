/** A nondeterministic automaton: states with arrows for characters and for nothing. */
type State = { test: ((char: string) => boolean) | null; next: State[] }

export function matches(pattern: string, text: string): boolean {
  const rest = [...pattern]
  const state = (): State => ({ test: null, next: [] })

  const readChoice = (start: State, end: State): void => {
    for (;;) {
      let last = start
      while (rest.length > 0 && rest[0] !== '|' && rest[0] !== ')') last = readPart(last)
      last.next.push(end)
      if (rest[0] !== '|') return
      rest.shift()
      // Each side begins in a state of its own.
      const side = state()
      start.next.push(side)
      start = side
    }
  }
  const readPart = (before: State): State => {
    const [enter, leave] = [state(), state()]
    before.next.push(enter)
    const char = rest.shift() ?? ''
    if (char === '(') {
      readChoice(enter, leave)
      rest.shift()
    } else {
      enter.next.push(leave)
      if (char === '[') {
        const set = rest.splice(0, rest.indexOf(']'))
        rest.shift()
        enter.test = set[0] === '^' ? (c) => !set.includes(c) : (c) => set.includes(c)
      } else enter.test = char === '.' ? () => true : (c) => c === char
    }
    const after = state()
    leave.next.push(after)
    const sign = rest[0] ?? ''
    if (!'*+?'.includes(sign) || sign === '') return after
    rest.shift()
    if (sign !== '+') before.next.push(after)
    if (sign !== '?') leave.next.push(enter)
    return after
  }
  const follow = (from: State[]): Set<State> => {
    const found = new Set<State>()
    const visit = (one: State): void => {
      if (found.has(one)) return
      found.add(one)
      if (!one.test) one.next.forEach(visit)
    }
    from.forEach(visit)
    return found
  }

  const [start, end] = [state(), state()]
  readChoice(start, end)
  let current = follow([start])
  for (const char of text)
    current = follow([...current].filter((one) => one.test?.(char)).flatMap((one) => one.next))
  return current.has(end)
}
