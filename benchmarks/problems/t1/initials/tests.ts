example(() => solution.initials('Ada Lovelace'), 'AL')
example(() => solution.initials('grace brewster hopper'), 'GBH')
example(() => solution.initials('  x   y '), 'XY')

function text(name: string): string[] {
  return (name.match(/[^ ]+/g) ?? []).map((word) => word[0]!.toUpperCase())
}

/** The rule once more, written for clarity. */
function expected(name: string): string {
  return [...text(name)].join('')
}

check("initials('')", () => equal(solution.initials(''), ''), 1)
check("initials('   ')", () => equal(solution.initials('   '), ''), 1)
check(
  "initials('McAdam O Neil de Vries')",
  () => equal(solution.initials('McAdam O Neil de Vries'), 'MONDV'),
  1,
)
check("initials('one')", () => equal(solution.initials('one'), 'O'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const name = random.text(0, 14, 'abCD  ')
    equal(solution.initials(name), expected(name))
  },
  14,
)
