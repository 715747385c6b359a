const filled = (cells: [string, string][]) => {
  const sheet = new solution.Sheet()
  for (const [cell, text] of cells) sheet.set(cell, text)
  return sheet
}

example(() => {
  const sheet = new solution.Sheet()
  sheet.set('A0', '5')
  sheet.set('B0', '=A0+A0-3')
  const before = sheet.value('B0')
  sheet.set('A0', '-1')
  return [before, sheet.value('B0')]
}, [7, -5])
example(() => {
  const sheet = new solution.Sheet()
  for (const cell of ['A0', 'A1', 'B0', 'B1']) sheet.set(cell, '2')
  sheet.set('C5', '=10-SUM(B1:A0)')
  return sheet.value('C5')
}, 2)
example(() => {
  const sheet = new solution.Sheet()
  sheet.set('A0', '=B0')
  sheet.set('B0', '=A0+1')
  sheet.set('C0', '=A0')
  return [sheet.value('A0'), sheet.value('C0'), sheet.value('D0')]
}, [null, null, 0])

check(
  'empty cells',
  () =>
    equal(
      [
        new solution.Sheet().value('Z9'),
        filled([['A0', '']]).value('A0'),
        filled([['A0', '=B1-4']]).value('A0'),
      ],
      [0, 0, -4],
    ),
  1,
)
check('itself', () => equal(filled([['A0', '=1+A0']]).value('A0'), null), 1)
check(
  'itself in a range',
  () =>
    equal(
      filled([
        ['B1', '=SUM(A0:C2)'],
        ['D0', '=SUM(A0:A9)'],
      ]).value('B1'),
      null,
    ),
  1,
)
check(
  'a cycle that is broken up',
  () => {
    const sheet = filled([
      ['A0', '=B0'],
      ['B0', '=A0'],
    ])
    const before = sheet.value('A0')
    sheet.set('B0', '7')
    equal([before, sheet.value('A0')], [null, 7])
  },
  1,
)
check(
  'two ways to one cell',
  () =>
    equal(
      filled([
        ['A0', '1'],
        ['B0', '=A0'],
        ['B1', '=A0'],
        ['C0', '=B0+B1+SUM(B0:B1)'],
      ]).value('C0'),
      4,
    ),
  1,
)
check(
  'one cell as a range',
  () =>
    equal(
      filled([
        ['A0', '3'],
        ['B0', '=SUM(A0:A0)'],
      ]).value('B0'),
      3,
    ),
  1,
)
check(
  'corners in other orders',
  () =>
    equal(
      filled([
        ['B2', '1'],
        ['C3', '2'],
        ['B3', '4'],
        ['C2', '8'],
        ['D2', '16'],
        ['A0', '=SUM(B3:C2)-SUM(C2:B3)+SUM(C3:B2)'],
      ]).value('A0'),
      15,
    ),
  1,
)
check(
  'the last column and row',
  () =>
    equal(
      filled([
        ['Z9', '5'],
        ['Y8', '1'],
        ['A0', '=SUM(Y8:Z9)+30'],
      ]).value('A0'),
      36,
    ),
  1,
)

const names = ['A0', 'A1', 'A2', 'B0', 'B1', 'B2']
check(
  'follows numbers that were computed alongside',
  (random) => {
    const sheet = new solution.Sheet()
    // Each cell uses only cells that come after it, so there is no cycle.
    const order = random.shuffle(names)
    const values = new Map<string, number>()
    for (const [i, name] of [...order.entries()].reverse()) {
      let [text, sum] = ['', 0]
      for (let k = random.int(1, 3); k > 0; k--) {
        const sign = text === '' ? 1 : random.pick([1, -1])
        const later = order.slice(i + 1)
        const other = later.length > 0 && random.bool(0.7) ? random.pick(later) : null
        const number = random.int(0, 20)
        text += `${text === '' ? '=' : sign < 0 ? '-' : '+'}${other ?? number}`
        sum += sign * (other === null ? number : values.get(other)!)
      }
      values.set(name, sum)
      sheet.set(name, text)
    }
    equal(
      names.map((name) => sheet.value(name)),
      names.map((name) => values.get(name)!),
    )
  },
  10,
)
check(
  'finds every cell that hangs on a cycle',
  (random) => {
    const uses = new Map(names.map((name) => [name, random.list(0, 2, () => random.pick(names))]))
    const sheet = filled(names.map((name) => [name, `=${['1', ...uses.get(name)!].join('+')}`]))
    const reaches = (from: string, seen: string[]): boolean =>
      seen.includes(from) || uses.get(from)!.some((next) => reaches(next, [...seen, from]))
    for (const name of names) equal(sheet.value(name) === null, reaches(name, []))
  },
  10,
)
