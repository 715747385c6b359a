example(() => solution.snakeCase('camelCase'), 'camel_case')
example(() => solution.snakeCase('PascalCaseName'), 'pascal_case_name')
example(() => solution.snakeCase('parseXML'), 'parse_x_m_l')

/** The rule once more, written for clarity. */
function expected(name: string): string {
  let result = ''
  for (const c of name)
    result += c === c.toLowerCase() ? c : `${result === '' ? '' : '_'}${c.toLowerCase()}`
  return result
}

check("snakeCase('')", () => equal(solution.snakeCase(''), ''), 1)
check("snakeCase('A')", () => equal(solution.snakeCase('A'), 'a'), 1)
check("snakeCase('plain')", () => equal(solution.snakeCase('plain'), 'plain'), 1)
check("snakeCase('v2Engine')", () => equal(solution.snakeCase('v2Engine'), 'v2_engine'), 1)
check("snakeCase('AB')", () => equal(solution.snakeCase('AB'), 'a_b'), 1)
check("snakeCase('aZ')", () => equal(solution.snakeCase('aZ'), 'a_z'), 1)
check("snakeCase('zAz')", () => equal(solution.snakeCase('zAz'), 'z_az'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const name = random.text(0, 9, 'abAZz1B')
    equal(solution.snakeCase(name), expected(name))
  },
  12,
)
