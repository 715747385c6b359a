example(() => solution.truthTable('a&b'), '0001')
example(() => solution.truthTable('!x'), '10')
example(() => solution.truthTable('b|!a'), '1101')
example(() => solution.truthTable('a|b&c'), '00011111')

check('one variable', () => equal(solution.truthTable('q'), '01'), 1)
check('parentheses', () => equal(solution.truthTable('(a|b)&c'), '00010101'), 1)
check('not before a parenthesis', () => equal(solution.truthTable('!(a|b)'), '1000'), 1)
check('not twice', () => equal(solution.truthTable('!!a'), '01'), 1)
check(
  'not binds strongest',
  () => {
    equal(solution.truthTable('!a|b'), '1101')
    equal(solution.truthTable('!a&b'), '0100')
  },
  1,
)
check('the same variable again', () => equal(solution.truthTable('a&!a|b&b'), '0101'), 1)
check(
  'both sides are read to their end',
  () => equal(solution.truthTable('(a|b)&(c|a)|!c'), '10111111'),
  1,
)
check(
  'agrees with a tree',
  (random) => {
    type Tree = { text: string; value: (row: Record<string, boolean>) => boolean }
    const make = (depth: number): Tree => {
      const kind = depth === 0 ? 0 : random.int(0, 3)
      if (kind === 0) {
        const name = random.pick(['b', 'x', 'm', 'c'])
        return { text: name, value: (row) => row[name] ?? false }
      }
      const left = make(depth - 1)
      if (kind === 1) return { text: `!(${left.text})`, value: (row) => !left.value(row) }
      const right = make(depth - 1)
      if (kind === 2)
        return {
          text: `(${left.text})&(${right.text})`,
          value: (row) => left.value(row) && right.value(row),
        }
      return {
        text: `${left.text}|${right.text}`,
        value: (row) => left.value(row) || right.value(row),
      }
    }
    const tree = make(3)
    const text = tree.text.replace(/\(([a-z])\)/g, '$1')
    const names = [...'bcmx'].filter((name) => text.includes(name))
    const rows = Array.from({ length: 2 ** names.length }, (_, row) =>
      row.toString(2).padStart(names.length, '0'),
    )
    const expected = rows.map((bits) =>
      tree.value(Object.fromEntries(names.map((name, i) => [name, bits[i] === '1']))),
    )
    equal(solution.truthTable(text), expected.map((value) => (value ? '1' : '0')).join(''), text)
  },
  25,
)
