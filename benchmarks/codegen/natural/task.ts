// The form of a natural task and the inputs many of them share. The first five inputs of a task are what a
// solver sees, the others are hidden; every pool has an empty or zero case among the first five.

export type NaturalTask = {
  readonly name: string
  /** `export function name(...): type`. */
  readonly signature: string
  readonly statement: string
  readonly reference: (...args: never[]) => unknown
  /** Argument lists, at least ten. */
  readonly inputs: readonly (readonly unknown[])[]
}

/** How many inputs, from the first, are shown. */
export const visibleInputs = 5

/** A task from `name(parameters): type`. */
export function task(
  head: string,
  statement: string,
  reference: NaturalTask['reference'],
  inputs: NaturalTask['inputs'],
): NaturalTask {
  const name = head.slice(0, head.indexOf('('))
  return { name, signature: `export function ${head}`, statement, reference, inputs }
}

const alone = (values: readonly unknown[]) => values.map((item) => [item])

export const integers = alone([7, 12, 0, -5, 100, 1, 15, 36, -12, 99, 1024, 3, 250, 17])
export const naturals = alone([6, 13, 0, 24, 100, 1, 2, 9, 48, 97, 360, 1001, 64])
export const smalls = alone([5, 8, 0, 3, 10, 1, 2, 12, 7, 15, 20, 6])
export const positives = alone([6, 13, 1, 24, 100, 2, 9, 48, 97, 360, 121, 64])
export const pairs = [
  [6, 4],
  [10, 3],
  [0, 5],
  [-7, 2],
  [12, 18],
  [1, 1],
  [9, -4],
  [100, 7],
  [-3, -8],
  [5, 5],
  [48, 36],
  [17, 1],
]
export const positivePairs = [
  [6, 4],
  [10, 3],
  [1, 5],
  [12, 18],
  [7, 7],
  [100, 7],
  [48, 36],
  [17, 1],
  [2, 9],
  [35, 14],
  [81, 27],
  [13, 8],
]
export const triples = [
  [3, 9, 5],
  [10, 2, 7],
  [0, 0, 0],
  [-4, 6, 1],
  [5, 5, 8],
  [1, 2, 3],
  [9, 9, 9],
  [-1, -6, -3],
  [20, 10, 15],
  [7, 30, 4],
  [2, 8, 8],
  [100, 0, 50],
]
export const texts = alone([
  'hello',
  'Hello World',
  '',
  'a1b22',
  'racecar',
  'A',
  'The quick brown fox',
  'Banana bread',
  'x y z',
  'NOON',
  ' padded text ',
  'aaabbc',
  'one,two,three',
  'Was it a car',
])
export const wordsIn = alone([
  'the cat sat',
  'hello',
  'Many words in here',
  'a bb ccc dddd',
  'up and down',
  'one two',
  'Big small Big small',
  'x',
  'level up now',
  'zebra apple mango',
  'I am what I am',
])
export const numberLists = alone([
  [3, 1, 4, 1, 5],
  [-2, 7, 0, -9],
  [],
  [10, 20, 30, 40],
  [5, 5, 2],
  [8],
  [1, 2, 3, 4],
  [9, -1, 9, -1],
  [0],
  [100, 3, 50, 7, 12],
  [2, 4, 6, 8, 11],
  [-5, -4, -3],
  [6, 1, 6, 2, 6, 3, 7],
])
export const filledLists = alone([
  [3, 1, 4, 1, 5],
  [-2, 7, 0, -9],
  [8],
  [10, 20, 30, 40],
  [5, 5, 2],
  [1, 2, 3, 4],
  [9, -1, 9, -1],
  [0],
  [100, 3, 50, 7, 12],
  [2, 4, 6, 8, 11],
  [-5, -4, -3],
  [6, 1, 6, 2, 6, 3, 7],
])
export const listsAndNumbers = [
  [[3, 1, 4, 1, 5], 3],
  [[-2, 7, 0, -9], 0],
  [[], 4],
  [[10, 20, 30, 40], 2],
  [[5, 5, 2], 5],
  [[8], 1],
  [[1, 2, 3, 4], 2],
  [[9, -1, 9, -1], 9],
  [[6, 1, 6, 2, 6, 3, 7], 6],
  [[100, 3, 50, 7, 12], 10],
  [[2, 4, 6, 8, 11], 4],
  [[0], 3],
]
export const listPairs = [
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  [
    [3, 1, 4, 1],
    [1, 5, 9],
  ],
  [[], []],
  [
    [7, 7, 2],
    [2, 8, 7],
  ],
  [[10, -20], [5]],
  [[], [1, 2]],
  [[4], [4]],
  [
    [0, 5, 0],
    [5, 0, 5],
  ],
  [
    [9, 8, 7, 6],
    [6, 7, 8, 9],
  ],
  [[2, 2, 2], []],
  [
    [1, 3, 5],
    [2, 4, 6],
  ],
  [
    [-1, -2],
    [-2, -3],
  ],
]
export const wordLists = alone([
  ['apple', 'fig', 'banana'],
  ['Zoe', 'adam', 'Bob', 'adam'],
  [],
  ['a', 'bb', 'ccc', 'bb'],
  ['tree', '', 'sky'],
  ['x'],
  ['one', 'two', 'three', 'four'],
  ['level', 'world', 'noon'],
  ['red', 'Red', 'RED'],
  [''],
  ['kiwi', 'orange', 'plum', 'pear', 'melon'],
  ['go', 'go', 'stop'],
])
export const wordListsAndNumbers = [
  [['apple', 'fig', 'banana'], 4],
  [['Zoe', 'adam', 'Bob', 'adam'], 3],
  [[], 2],
  [['a', 'bb', 'ccc', 'bb'], 2],
  [['tree', '', 'sky'], 1],
  [['x'], 1],
  [['one', 'two', 'three', 'four'], 3],
  [['level', 'world', 'noon'], 5],
  [['kiwi', 'orange', 'plum', 'pear', 'melon'], 4],
  [['go', 'go', 'stop'], 0],
  [['red', 'Red', 'RED'], 2],
]
export const textsAndLetters = [
  ['banana', 'a'],
  ['hello world', 'o'],
  ['', 'x'],
  ['mississippi', 's'],
  ['Racecar', 'r'],
  ['zzz', 'z'],
  ['abc', 'd'],
  ['one two three', ' '],
  ['a-b-c', '-'],
  ['Level', 'l'],
  ['x', 'x'],
]
export const textsAndNumbers = [
  ['hello', 3],
  ['banana', 2],
  ['', 4],
  ['ab', 5],
  ['typescript', 4],
  ['x', 1],
  ['Hello World', 6],
  ['abcdef', 0],
  ['noon', 2],
  ['zebra', 7],
  ['one two', 3],
]
export const textPairs = [
  ['listen', 'silent'],
  ['abc', 'abd'],
  ['', ''],
  ['hello', 'help'],
  ['Hi', 'hi'],
  ['aab', 'abb'],
  ['night', 'thing'],
  ['a', ''],
  ['same', 'same'],
  ['interview', 'internet'],
  ['race', 'care'],
  ['one', 'two'],
]
export const grids = alone([
  [
    [1, 2],
    [3, 4],
  ],
  [[5, -1, 0], [7]],
  [],
  [[2, 2, 2]],
  [[9], [8], [7]],
  [
    [1, 0, 3],
    [4, 5, 0],
    [7, 8, 9],
  ],
  [[0]],
  [
    [10, 20],
    [-10, 5],
    [1, 1],
  ],
  [
    [6, 1],
    [6, 2],
  ],
  [[3, 3], [], [4]],
])
export const squareGrids = alone([
  [
    [1, 2],
    [3, 4],
  ],
  [[5]],
  [
    [1, 0, 3],
    [4, 5, 0],
    [7, 8, 9],
  ],
  [
    [2, 0],
    [0, 2],
  ],
  [
    [1, 2, 3],
    [2, 5, 6],
    [3, 6, 9],
  ],
  [[0]],
  [
    [9, 9],
    [1, 9],
  ],
  [
    [-1, 4, 2],
    [0, 0, 0],
    [3, 3, 3],
  ],
  [
    [6, 1],
    [1, 6],
  ],
  [
    [1, 1, 1, 1],
    [2, 2, 2, 2],
    [3, 3, 3, 3],
    [4, 4, 4, 4],
  ],
])
