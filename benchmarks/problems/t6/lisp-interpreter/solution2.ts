/** Compiles to closures over linked frames: records whose prototype is the frame around them. */
type Value = number | { arity: number | null; apply: (args: Value[]) => Value }
type Frame = { [name: string]: Value }
type Code = (frame: Frame) => Value

const plain = (value: Value | undefined): number => {
  if (typeof value !== 'number') throw new Error('not a number')
  return value
}

const fold = (start: number, step: (a: number, b: number) => number): Value => ({
  arity: null,
  apply: (args) => args.reduce<number>((sum, value) => step(sum, plain(value)), start),
})

const compare = (test: (a: number, b: number) => boolean): Value => ({
  arity: null,
  apply: ([a, b]) => Number(test(plain(a), plain(b))),
})

export function run(source: string): number | 'function' {
  const tokens = source.replace(/[()]/g, ' $& ').trim().split(/\s+/)

  const readAll = (): Code => {
    const codes: Code[] = []
    while (tokens.length > 0 && tokens[0] !== ')') codes.push(read())
    return (frame) => codes.reduce<Value>((_, code) => code(frame), 0)
  }
  const read = (): Code => {
    const token = tokens.shift() ?? ''
    if (token === '(') {
      const code = readList()
      tokens.shift()
      return code
    }
    if (/^-?[0-9]+$/.test(token)) return () => Number.parseInt(token, 10)
    return (frame) => {
      const value = frame[token]
      if (value === undefined) throw new Error(`unknown name ${token}`)
      return value
    }
  }
  const readList = (): Code => {
    const word = tokens[0]
    if (word === 'define') {
      tokens.shift()
      const name = tokens.shift() ?? ''
      const code = read()
      return (frame) => {
        const value = code(frame)
        frame[name] = value
        return value
      }
    }
    if (word === 'if') {
      tokens.shift()
      const [test, yes, no] = [read(), read(), read()]
      return (frame) => (test(frame) === 0 ? no : yes)(frame)
    }
    if (word === 'lambda') {
      const names = tokens.splice(0, tokens.indexOf(')') + 1).slice(2, -1)
      const body = readAll()
      return (outer) => ({
        arity: names.length,
        apply: (args) => {
          const frame: Frame = Object.create(outer)
          for (const [i, name] of names.entries()) frame[name] = args[i]!
          return body(frame)
        },
      })
    }
    const parts: Code[] = []
    while (tokens[0] !== ')') parts.push(read())
    return (frame) => {
      const [called, ...args] = parts.map((part) => part(frame))
      if (called === undefined || typeof called === 'number') throw new Error('no function')
      if (called.arity !== null && called.arity !== args.length) throw new Error('arity')
      return called.apply(args)
    }
  }

  const globals: Frame = Object.create(null)
  globals['+'] = fold(0, (a, b) => a + b)
  globals['*'] = fold(1, (a, b) => a * b)
  globals['<'] = compare((a, b) => a < b)
  globals['='] = compare((a, b) => a === b)
  globals['-'] = {
    arity: null,
    apply: (args) => (args.length === 1 ? 0 - plain(args[0]) : plain(args[0]) - plain(args[1])),
  }
  const result = readAll()(globals)
  return typeof result === 'number' ? result : 'function'
}
