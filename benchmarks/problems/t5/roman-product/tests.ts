example(() => solution.romanProduct('IV'), 5)
example(() => solution.romanProduct('XIVCC'), 610)
example(() => solution.romanProduct('MXXVI'), 1026)
example(() => solution.romanProduct(''), 0)

const values: [string, number][] = [
  ['I', 1],
  ['V', 5],
  ['X', 10],
  ['L', 50],
  ['C', 100],
  ['D', 500],
  ['M', 1000],
]

check(
  'single letters',
  () =>
    equal(
      values.map(([letter]) => solution.romanProduct(letter)),
      values.map(([, value]) => value),
    ),
  1,
)
check('equal letters are added', () => equal(solution.romanProduct('IIVV'), 11), 1)
check('a group of all letters', () => equal(solution.romanProduct('IVXLCDM'), 125_000_000_000), 1)
check('a group compares letters, not products', () => equal(solution.romanProduct('VXL'), 2500), 1)
check(
  'agrees with groups made one by one',
  (random) => {
    let [text, sum, last] = ['', 0, -1]
    for (let i = random.int(0, 4); i > 0; i--) {
      const places = random
        .shuffle([0, 1, 2, 3, 4, 5, 6])
        .slice(0, random.int(1, 4))
        .sort((a, b) => a - b)
      // A group that would grow out of the one before is no group of its own.
      if (last >= 0 && places[0]! > last) continue
      text += places.map((place) => values[place]![0]).join('')
      sum += places.reduce((product, place) => product * values[place]![1], 1)
      last = places.at(-1)!
    }
    equal(solution.romanProduct(text), sum)
  },
  30,
)
