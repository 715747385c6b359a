// Small TypeScript functions, each with a comment and examples whose results were computed, not guessed:
// what a learner takes from them is true.
import type { Draw } from './draw.ts'

type Recipe = {
  readonly name: string
  readonly about: string
  readonly signature: string
  readonly body: readonly string[]
  readonly examples: readonly string[]
}

const listNames = ['values', 'items', 'numbers', 'scores', 'prices', 'sizes', 'weights', 'counts']
const textNames = ['text', 'word', 'line', 'name', 'title', 'label']
const itemNames = ['value', 'item', 'one', 'entry']

/** One function, 150 to 700 bytes. */
export function codeSample(draw: Draw): string {
  const { name, about, signature, body, examples } = draw.pick(recipes)(draw)
  const comment =
    examples.length > 1 && draw.chance(50)
      ? ['/**', ` * ${about}`, ...examples.map((example) => ` * ${example}`), ' */']
      : [`// ${about}`, ...examples.map((example) => `// ${example}`)]
  return [...comment, `export function ${name}${signature} {`, ...body.map(indent), '}'].join('\n')
}

const indent = (line: string) => (line === '' ? '' : `  ${line}`)

function numbers(draw: Draw, count = draw.between(2, 5), high = 20): number[] {
  return Array.from({ length: count }, () => draw.between(0, high))
}

const show = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(show).join(', ')}]`
    : typeof value === 'string'
      ? `'${value}'`
      : String(value)

/** `times` example lines of calls with their true results. */
function calls(
  draw: Draw,
  name: string,
  run: (...args: readonly never[]) => unknown,
  args: () => readonly unknown[],
): string[] {
  return Array.from({ length: draw.between(1, 3) }, () => {
    const given = args()
    // The recipe pairs `run` with `args`, so the types agree by construction.
    return `${name}(${given.map(show).join(', ')}) is ${show(run(...(given as never[])))}`
  })
}

const verbs = ['sum', 'total', 'add'] as const
const words = [
  'moss',
  'lantern',
  'river',
  'kettle',
  'owl',
  'bridge',
  'amber',
  'level',
  'noon',
  'salt',
]

const recipes: readonly ((draw: Draw) => Recipe)[] = [
  (draw) => {
    const [list, item] = [draw.pick(listNames), draw.pick(itemNames)]
    const name = `${draw.pick(verbs)}${cap(list)}`
    const step = draw.between(1, 3)
    const how = step === 1 ? item : `${item} * ${step}`
    return {
      name,
      about:
        step === 1
          ? `The sum of all ${list}.`
          : `The sum of all ${list}, each taken ${step} times.`,
      signature: `(${list}: readonly number[]): number`,
      body: draw.chance(50)
        ? [`return ${list}.reduce((sum, ${item}) => sum + ${how}, 0)`]
        : ['let sum = 0', `for (const ${item} of ${list}) sum += ${how}`, 'return sum'],
      examples: calls(
        draw,
        name,
        (given: readonly number[]) => given.reduce((sum, one) => sum + one * step, 0),
        () => [numbers(draw)],
      ),
    }
  },
  (draw) => {
    const [list, item] = [draw.pick(listNames), draw.pick(itemNames)]
    const limit = draw.between(2, 15)
    const [side, sign] = draw.pick([
      ['Above', '>'],
      ['Below', '<'],
      ['From', '>='],
    ] as const)
    const name = `${list}${side}${limit}`
    const test = (one: number) =>
      sign === '>' ? one > limit : sign === '<' ? one < limit : one >= limit
    return {
      name,
      about: `Keeps the ${list} that are ${sign} ${limit}, in their order.`,
      signature: `(${list}: readonly number[]): number[]`,
      body: draw.chance(60)
        ? [`return ${list}.filter((${item}) => ${item} ${sign} ${limit})`]
        : [
            'const kept: number[] = []',
            `for (const ${item} of ${list}) {`,
            `  if (${item} ${sign} ${limit}) kept.push(${item})`,
            '}',
            'return kept',
          ],
      examples: calls(
        draw,
        name,
        (given: readonly number[]) => given.filter(test),
        () => [numbers(draw)],
      ),
    }
  },
  (draw) => {
    const text = draw.pick(textNames)
    const name = draw.pick([`reverse${cap(text)}`, `${text}Backwards`])
    return {
      name,
      about: `The ${text} with its characters in reverse order.`,
      signature: `(${text}: string): string`,
      body: draw.chance(50)
        ? [`return [...${text}].reverse().join('')`]
        : ["let out = ''", `for (const char of ${text}) out = char + out`, 'return out'],
      examples: calls(
        draw,
        name,
        (given: string) => [...given].reverse().join(''),
        () => [draw.pick(words)],
      ),
    }
  },
  (draw) => {
    const text = draw.pick(textNames)
    const letter = draw.pick([...'aeilmnors'])
    const name = `count${letter.toUpperCase()}In${cap(text)}`
    return {
      name,
      about: `How often the letter ${letter} occurs in the ${text}.`,
      signature: `(${text}: string): number`,
      body: [
        'let count = 0',
        `for (const char of ${text}) {`,
        `  if (char === '${letter}') count++`,
        '}',
        'return count',
      ],
      examples: calls(
        draw,
        name,
        (given: string) => given.split(letter).length - 1,
        () => [draw.pick(words)],
      ),
    }
  },
  (draw) => {
    const [low, high] = [draw.between(0, 5), draw.between(8, 20)]
    const item = draw.pick(itemNames)
    const name = draw.pick(['clamp', 'limit', 'keepWithin']) + cap(item)
    return {
      name,
      about: `The ${item} itself, but never under ${low} and never over ${high}.`,
      signature: `(${item}: number): number`,
      body: draw.chance(50)
        ? [`return Math.min(${high}, Math.max(${low}, ${item}))`]
        : [
            `if (${item} < ${low}) return ${low}`,
            `if (${item} > ${high}) return ${high}`,
            `return ${item}`,
          ],
      examples: calls(
        draw,
        name,
        (given: number) => Math.min(high, Math.max(low, given)),
        () => [draw.between(0, 30)],
      ),
    }
  },
  (draw) => {
    const list = draw.pick(listNames)
    const isLargest = draw.chance(50)
    const name = `${isLargest ? 'largest' : 'smallest'}Of${cap(list)}`
    const sign = isLargest ? '>' : '<'
    return {
      name,
      about: `The ${isLargest ? 'largest' : 'smallest'} of the ${list}, or null when there are none.`,
      signature: `(${list}: readonly number[]): number | null`,
      body: [
        'let best: number | null = null',
        `for (const value of ${list}) {`,
        `  if (best === null || value ${sign} best) best = value`,
        '}',
        'return best',
      ],
      examples: calls(
        draw,
        name,
        (given: readonly number[]) =>
          given.length === 0 ? null : isLargest ? Math.max(...given) : Math.min(...given),
        () => [numbers(draw, draw.between(0, 4))],
      ),
    }
  },
  (draw) => {
    const [list, item] = [draw.pick(listNames), draw.pick(itemNames)]
    const [by, plus] = [draw.between(2, 9), draw.between(0, 5)]
    const name = `scale${cap(list)}`
    const tail = plus === 0 ? '' : ` + ${plus}`
    return {
      name,
      about: `Every one of the ${list} times ${by}${plus === 0 ? '' : `, plus ${plus}`}.`,
      signature: `(${list}: readonly number[]): number[]`,
      body: [`return ${list}.map((${item}) => ${item} * ${by}${tail})`],
      examples: calls(
        draw,
        name,
        (given: readonly number[]) => given.map((one) => one * by + plus),
        () => [numbers(draw, draw.between(1, 4), 9)],
      ),
    }
  },
  (draw) => {
    const [list, item] = [draw.pick(listNames), draw.pick(itemNames)]
    const by = draw.pick([2, 3, 5])
    const name = `count${cap(list)}DividedBy${by}`
    return {
      name,
      about: `How many of the ${list} can be divided by ${by}.`,
      signature: `(${list}: readonly number[]): number`,
      body: [`return ${list}.filter((${item}) => ${item} % ${by} === 0).length`],
      examples: calls(
        draw,
        name,
        (given: readonly number[]) => given.filter((one) => one % by === 0).length,
        () => [numbers(draw, draw.between(2, 6), 30)],
      ),
    }
  },
]

const cap = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
