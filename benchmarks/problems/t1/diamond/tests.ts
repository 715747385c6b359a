example(() => solution.diamond('A'), ['A'])
example(() => solution.diamond('B'), ['.A.', 'B.B', '.A.'])
example(() => solution.diamond('C'), ['..A..', '.B.B.', 'C...C', '.B.B.', '..A..'])

/** The rule once more, written for clarity. */
function expected(letter: string): string[] {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.slice(0, letter.charCodeAt(0) - 64)
  const line = (c: string, i: number) => {
    const side = '.'.repeat(letters.length - 1 - i)
    return c === 'A' ? `${side}A${side}` : `${side}${c}${'.'.repeat(2 * i - 1)}${c}${side}`
  }
  const upper = [...letters].map(line)
  return upper.concat(upper.toReversed().slice(1))
}

check(
  "diamond('D')",
  () =>
    equal(solution.diamond('D'), [
      '...A...',
      '..B.B..',
      '.C...C.',
      'D.....D',
      '.C...C.',
      '..B.B..',
      '...A...',
    ]),
  1,
)
check(
  "diamond('E')",
  () =>
    equal(solution.diamond('E'), [
      '....A....',
      '...B.B...',
      '..C...C..',
      '.D.....D.',
      'E.......E',
      '.D.....D.',
      '..C...C..',
      '...B.B...',
      '....A....',
    ]),
  1,
)
check(
  "diamond('H')",
  () =>
    equal(solution.diamond('H'), [
      '.......A.......',
      '......B.B......',
      '.....C...C.....',
      '....D.....D....',
      '...E.......E...',
      '..F.........F..',
      '.G...........G.',
      'H.............H',
      '.G...........G.',
      '..F.........F..',
      '...E.......E...',
      '....D.....D....',
      '.....C...C.....',
      '......B.B......',
      '.......A.......',
    ]),
  1,
)
check(
  "diamond('G')",
  () =>
    equal(solution.diamond('G'), [
      '......A......',
      '.....B.B.....',
      '....C...C....',
      '...D.....D...',
      '..E.......E..',
      '.F.........F.',
      'G...........G',
      '.F.........F.',
      '..E.......E..',
      '...D.....D...',
      '....C...C....',
      '.....B.B.....',
      '......A......',
    ]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const letter = random.pick([...'ABCDEFGHJ'])
    equal(solution.diamond(letter), expected(letter))
  },
  4,
)
