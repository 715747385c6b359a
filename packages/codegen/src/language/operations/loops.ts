// Loops with state: counted, conditional, over pairs, with a stack. Printed as statements.
import { burn, fitsList } from '../limits.ts'
import { at, lambda, level, type Production, type Text, type Writer } from '../production.ts'
import { nameOf, textOf, write } from './define.ts'

type F<A extends unknown[], R> = (...args: A) => R
type Step = F<[number], number>
type Step2 = F<[number, number], number>
type Test = F<[number], boolean>

/** `[a, b] = […]`, or one after the other where the second does not read the first. */
function assignBoth(
  w: Writer,
  names: readonly string[],
  more: readonly string[],
  slots: readonly number[],
  asBound: (name: string, index: number) => string | Text = (name) => name,
) {
  const [a = '', b = ''] = names
  const [first = 0, second = 0] = slots
  const bound = [...names.map(asBound), ...more]
  const update = (slot: number, index: number, target: string) => {
    if (!w.isUnchanged(slot, index)) w.line(w.assign(slot, bound, target))
  }
  const changeA = w.isUnchanged(first, 0) ? 0 : w.uses(first, 1)
  const changeB = w.isUnchanged(second, 1) ? 0 : w.uses(second, 0)
  if (changeA > 0 && changeB > 0) {
    const [after, then] = [w.body(first, bound), w.body(second, bound)]
    w.line(`;[${a}, ${b}] = [${after.text}, ${then.text}]`)
  } else if (changeB === 0) {
    update(first, 0, a)
    update(second, 1, b)
  } else {
    update(second, 1, b)
    update(first, 0, a)
  }
}

const declare = (w: Writer, base: string, slot: number) => {
  const from = w.part(slot)
  const name = w.name(base)
  w.line(`let ${name} = ${from.text}`)
  return name
}

/** A state inside or after a loop: TypeScript may take it for the constant that the test compares it with. */
const state = (w: Writer, test: number, name: string, holds: boolean, index = 0): Text => ({
  text: name,
  level: level.atom,
  isLiteral: w.isNarrowed(test, index, holds),
})

const counted = (name: 'n' | 's' | 'N', weight: number): Production =>
  write(
    `iterate:${name}`,
    name,
    ['n', name, lambda(name, name)],
    weight,
    'a function applied so many times',
    (times: number, from: unknown, f: F<[unknown], unknown>) => {
      let state = from
      for (let i = 0; i < times; i++) state = f(state)
      return state
    },
    (w) => {
      const times = w.atom(0, 'times')
      const from = w.part(1)
      const state = w.name(name === 'n' ? 'value' : name === 's' ? 'result' : 'numbers')
      w.line(name === 'N' ? `let ${state}: number[] = ${from.text}` : `let ${state} = ${from.text}`)
      const i = w.name('i')
      w.block(`for (let ${i} = 0; ${i} < ${at(times, level.shift)}; ${i}++)`, () =>
        w.line(w.assign(2, [state], state)),
      )
      return nameOf(state)
    },
    { passes: [1, 2] },
  )

const running = (name: 'n' | 's', weight: number): Production =>
  write(
    `for:${name}`,
    name,
    ['n', 'n', name, lambda(name, name, 'n')],
    weight,
    'a value updated for each whole number from the first to the second',
    (low: number, high: number, from: unknown, f: F<[unknown, number], unknown>) => {
      let state = from
      for (let i = low; i <= high; i++) state = f(state, i)
      return state
    },
    (w) => {
      const low = w.part(0)
      const high = w.atom(1, 'end')
      const state = declare(w, name === 'n' ? 'total' : 'result', 2)
      const i = w.name('i')
      w.block(`for (let ${i} = ${low.text}; ${i} <= ${at(high, level.shift)}; ${i}++)`, () =>
        w.line(w.assign(3, [state, i], state)),
      )
      return nameOf(state)
    },
  )

const folding = (from: 'N' | 's', weight: number): Production =>
  write(
    `fold2:${from}`,
    'n',
    [
      from,
      'n',
      'n',
      lambda('n', 'n', 'n', from === 'N' ? 'n' : 's'),
      lambda('n', 'n', 'n', from === 'N' ? 'n' : 's'),
    ],
    weight,
    'two numbers updated for each item; the first comes out',
    (
      items: Iterable<unknown>,
      a: number,
      b: number,
      f: F<[number, number, unknown], number>,
      g: F<[number, number, unknown], number>,
    ) => {
      let [x, y] = [a, b]
      for (const item of items) {
        const next = f(x, y, item)
        y = g(x, y, item)
        x = next
      }
      return x
    },
    (w) => {
      const items = w.part(0)
      const names = [declare(w, 'result', 1), declare(w, 'state', 2)]
      const item = w.name(from === 'N' ? 'x' : 'char')
      w.block(`for (const ${item} of ${at(items, level.conditional)})`, () =>
        assignBoth(w, names, [item], [3, 4]),
      )
      return nameOf(names[0] ?? '')
    },
  )

export const loops: readonly Production[] = [
  running('n', 2),
  running('s', 0.7),
  counted('n', 1),
  counted('s', 0.5),
  counted('N', 0.5),
  folding('N', 1.2),
  folding('s', 1),
  write(
    'loop2',
    'n',
    ['n', 'n', 'n', lambda('n', 'n', 'n'), lambda('n', 'n', 'n')],
    0.8,
    'two numbers updated so many times; the first comes out',
    (times: number, a: number, b: number, f: Step2, g: Step2) => {
      let [x, y] = [a, b]
      for (let i = 0; i < times; i++) [x, y] = [f(x, y), g(x, y)]
      return x
    },
    (w) => {
      const times = w.atom(0, 'times')
      const names = [declare(w, 'a', 1), declare(w, 'b', 2)]
      const i = w.name('i')
      w.block(`for (let ${i} = 0; ${i} < ${at(times, level.shift)}; ${i}++)`, () =>
        assignBoth(w, names, [], [3, 4]),
      )
      return nameOf(names[0] ?? '')
    },
  ),
  write(
    'while',
    'n',
    ['n', lambda('b', 'n'), lambda('n', 'n')],
    1,
    'a number updated while it passes',
    (from: number, test: Test, f: Step) => {
      let x = from
      while (test(x)) x = f(x)
      return x
    },
    (w) => {
      const x = declare(w, 'value', 0)
      w.block(`while (${w.inline(1, [x]).text})`, () =>
        w.line(w.assign(2, [state(w, 1, x, true)], x)),
      )
      return state(w, 1, x, false)
    },
  ),
  ...(
    [
      ['s', 0.5],
      ['N', 0.4],
    ] as const
  ).map(([type, weight]) =>
    write(
      `while:${type}`,
      type,
      [type, lambda('b', type), lambda(type, type)],
      weight,
      `${type === 's' ? 'a text' : 'a list'} updated while it passes`,
      (from: unknown, test: F<[unknown], boolean>, f: F<[unknown], unknown>) => {
        let state = from
        while (test(state)) state = f(state)
        return state
      },
      (w) => {
        const from = w.part(0)
        const state = w.name(type === 's' ? 'text' : 'numbers')
        w.line(`let ${state}${type === 'N' ? ': number[]' : ''} = ${from.text}`)
        w.block(`while (${w.inline(1, [state]).text})`, () => w.line(w.assign(2, [state], state)))
        return nameOf(state)
      },
      { passes: [0, 2] },
    ),
  ),
  write(
    'while2',
    'n',
    ['n', 'n', lambda('b', 'n', 'n'), lambda('n', 'n', 'n'), lambda('n', 'n', 'n')],
    1,
    'two numbers updated while they pass; the first comes out',
    (a: number, b: number, test: F<[number, number], boolean>, f: Step2, g: Step2) => {
      let [x, y] = [a, b]
      while (test(x, y)) [x, y] = [f(x, y), g(x, y)]
      return x
    },
    (w) => {
      const names = [declare(w, 'a', 0), declare(w, 'b', 1)]
      w.block(`while (${w.inline(2, names).text})`, () =>
        assignBoth(w, names, [], [3, 4], (name, i) => state(w, 2, name, true, i)),
      )
      return state(w, 2, names[0] ?? '', false)
    },
  ),
  write(
    'whileCount',
    'n',
    ['n', lambda('b', 'n'), lambda('n', 'n')],
    0.8,
    'how often a number is updated while it passes',
    (from: number, test: Test, f: Step) => {
      let x = from
      let steps = 0
      for (; test(x); steps++) x = f(x)
      return steps
    },
    (w) => {
      const x = declare(w, 'value', 0)
      const steps = w.name('steps')
      w.line(`let ${steps} = 0`)
      w.block(`while (${w.inline(1, [x]).text})`, () => {
        w.line(w.assign(2, [state(w, 1, x, true)], x))
        w.line(`${steps}++`)
      })
      return nameOf(steps)
    },
  ),
  write(
    'whileList',
    'N',
    ['n', lambda('b', 'n'), lambda('n', 'n')],
    1,
    'the numbers seen while updating one that passes',
    (from: number, test: Test, f: Step) => {
      const seen: number[] = []
      for (let x = from; test(x); x = f(x)) {
        seen.push(x)
        fitsList(seen.length)
      }
      return seen
    },
    (w) => {
      const x = declare(w, 'value', 0)
      const seen = w.name('seen')
      w.line(`const ${seen}: number[] = []`)
      w.block(`while (${w.inline(1, [x]).text})`, () => {
        w.line(`${seen}.push(${x})`)
        w.line(w.assign(2, [state(w, 1, x, true)], x))
      })
      return nameOf(seen)
    },
  ),
  write(
    'firstFrom',
    'n',
    ['n', lambda('b', 'n')],
    1,
    'the first whole number from a start that passes',
    (from: number, test: Test) => {
      let i = from
      while (!test(i)) i++
      return i
    },
    (w) => {
      const x = declare(w, 'found', 0)
      w.line(`while (!${at(w.inline(1, [x]), level.unary)}) ${x}++`)
      return state(w, 1, x, true)
    },
  ),
  write(
    'bisect',
    'n',
    ['n', 'n', lambda('b', 'n')],
    0.5,
    'the first whole number that passes, by halving: between them all before it fail, all after it pass',
    (from: number, to: number, test: Test) => {
      let [low, high] = [from, to]
      while (low < high) {
        burn(1)
        const middle = Math.floor((low + high) / 2)
        if (test(middle)) high = middle
        else low = middle + 1
      }
      return low
    },
    (w) => {
      const [low, high] = [declare(w, 'low', 0), declare(w, 'high', 1)]
      w.block(`while (${low} < ${high})`, () => {
        const middle = w.name('middle')
        w.line(`const ${middle} = Math.floor((${low} + ${high}) / 2)`)
        w.line(`if (${w.body(2, [middle]).text}) ${high} = ${middle}`)
        w.line(`else ${low} = ${middle} + 1`)
      })
      return nameOf(low)
    },
  ),
  write(
    'stack:s',
    'S',
    ['s', lambda('b', 's', 's')],
    0.6,
    'characters on a stack: one that passes with the top takes the top away, else it is put on',
    (text: string, test: F<[string, string], boolean>) => {
      const stack: string[] = []
      for (const char of text) {
        if (test(stack.at(-1) ?? '', char)) stack.pop()
        else stack.push(char)
      }
      return stack
    },
    (w) => {
      const text = w.part(0)
      const stack = w.name('stack')
      w.line(`const ${stack}: string[] = []`)
      const char = w.name('char')
      w.block(`for (const ${char} of ${at(text, level.conditional)})`, () => {
        const top = w.name('top')
        if (w.uses(1, 0) > 0) w.line(`const ${top} = ${stack}.at(-1) ?? ''`)
        w.line(`if (${w.body(1, [top, char]).text}) ${stack}.pop()`)
        w.line(`else ${stack}.push(${char})`)
      })
      return nameOf(stack)
    },
  ),
  write(
    'stack:N',
    'N',
    ['N', lambda('b', 'n', 'n')],
    0.4,
    'numbers on a stack, after taking away those on top that pass with the new one',
    (list: number[], test: F<[number, number], boolean>) => {
      const stack: number[] = []
      for (const x of list) {
        while (stack.length > 0 && test(stack.at(-1) ?? 0, x)) stack.pop()
        stack.push(x)
      }
      return stack
    },
    (w) => {
      const list = w.part(0)
      const stack = w.name('stack')
      w.line(`const ${stack}: number[] = []`)
      const x = w.name('x')
      w.block(`for (const ${x} of ${at(list, level.conditional)})`, () => {
        const top = textOf(`${stack}.at(-1) ?? 0`, level.nullish)
        const test = at(w.inline(1, [top, x]), level.and + 1)
        w.line(`while (${stack}.length > 0 && ${test}) ${stack}.pop()`)
        w.line(`${stack}.push(${x})`)
      })
      return nameOf(stack)
    },
  ),
]
