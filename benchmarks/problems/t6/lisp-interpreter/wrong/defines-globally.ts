type Value = number | ((args: Value[]) => Value)
type Expression = string | Expression[]
type Scope = { names: Map<string, Value>; outer: Scope | null }

function parse(source: string): Expression[] {
  const stack: Expression[][] = [[]]
  for (const token of source.match(/[()]|[^()\s]+/g) ?? []) {
    if (token === '(') stack.push([])
    else {
      const done = token === ')' ? stack.pop()! : token
      stack.at(-1)!.push(done)
    }
  }
  return stack[0]!
}

const number = (value: Value) => {
  if (typeof value !== 'number') throw new TypeError('a number is needed')
  return value
}

const builtIn: [string, Value][] = [
  ['+', (args) => args.map(number).reduce((a, b) => a + b, 0)],
  ['*', (args) => args.map(number).reduce((a, b) => a * b, 1)],
  ['-', ([a, b]) => (b === undefined ? -number(a!) : number(a!) - number(b))],
  ['<', ([a, b]) => (number(a!) < number(b!) ? 1 : 0)],
  ['=', ([a, b]) => (number(a!) === number(b!) ? 1 : 0)],
]

function evaluate(expression: Expression, scope: Scope): Value {
  if (typeof expression === 'string') {
    if (/^-?\d+$/.test(expression)) return Number(expression)
    for (let at: Scope | null = scope; at; at = at.outer) {
      const value = at.names.get(expression)
      if (value !== undefined) return value
    }
    throw new ReferenceError(`${expression} is not bound`)
  }
  const [head, first, ...rest] = expression
  if (head === 'define') {
    const value = evaluate(rest[0]!, scope)
    let global = scope
    while (global.outer) global = global.outer
    global.names.set(String(first), value)
    return value
  }
  if (head === 'if') return evaluate(rest[evaluate(first!, scope) === 0 ? 1 : 0]!, scope)
  if (head === 'lambda') {
    const parameters = (first as Expression[]).map(String)
    return (args) => {
      if (args.length !== parameters.length) throw new TypeError('wrong number of arguments')
      const names = new Map(parameters.map((name, i) => [name, args[i]!]))
      return evaluateAll(rest, { names, outer: scope })
    }
  }
  const [called, ...args] = expression.map((item) => evaluate(item, scope))
  if (typeof called !== 'function') throw new TypeError('this is not a function')
  return called(args)
}

const evaluateAll = (expressions: Expression[], scope: Scope): Value =>
  expressions.map((expression) => evaluate(expression, scope)).at(-1)!

export function run(source: string): number | 'function' {
  const value = evaluateAll(parse(source), { names: new Map(builtIn), outer: null })
  return typeof value === 'number' ? value : 'function'
}
