example(() => solution.isEmail('ada.lovelace@example.org'), true)
example(() => solution.isEmail('a..b@example.org'), false)
example(() => solution.isEmail('me@localhost'), false)
example(() => solution.isEmail('x_1@mail-2.example.io'), true)

/** The rule once more, written for clarity. */
function expected(text: string): boolean {
  const at = text.indexOf('@')
  const [user, domain] = [`.${text.slice(0, at)}.`, `.${text.slice(at + 1)}.`]
  const last = domain.slice(domain.lastIndexOf('.', domain.length - 2) + 1, -1)
  const isClean = !/[^a-z0-9._-]/.test(user) && !/[^a-z0-9.-]/.test(domain)
  return (
    at >= 0 &&
    isClean &&
    !user.includes('..') &&
    !domain.includes('..') &&
    domain.split('.').length > 3 &&
    !/[^a-z]/.test(last) &&
    last.length > 1
  )
}

check("isEmail('')", () => equal(solution.isEmail(''), false), 1)
check("isEmail('@example.org')", () => equal(solution.isEmail('@example.org'), false), 1)
check("isEmail('me@')", () => equal(solution.isEmail('me@'), false), 1)
check("isEmail('.me@example.org')", () => equal(solution.isEmail('.me@example.org'), false), 1)
check("isEmail('me.@example.org')", () => equal(solution.isEmail('me.@example.org'), false), 1)
check("isEmail('me@.org')", () => equal(solution.isEmail('me@.org'), false), 1)
check("isEmail('me@example..org')", () => equal(solution.isEmail('me@example..org'), false), 1)
check("isEmail('me@example.o')", () => equal(solution.isEmail('me@example.o'), false), 1)
check("isEmail('me@example.c0m')", () => equal(solution.isEmail('me@example.c0m'), false), 1)
check("isEmail('Me@example.org')", () => equal(solution.isEmail('Me@example.org'), false), 1)
check("isEmail('a@b@c.org')", () => equal(solution.isEmail('a@b@c.org'), false), 1)
check("isEmail('a b@c.org')", () => equal(solution.isEmail('a b@c.org'), false), 1)
check("isEmail('me@ex_ample.org')", () => equal(solution.isEmail('me@ex_ample.org'), false), 1)
check("isEmail('-@-.aa')", () => equal(solution.isEmail('-@-.aa'), true), 1)
check("isEmail('me@example.org ')", () => equal(solution.isEmail('me@example.org '), false), 1)
check("isEmail('a.b.c@d.e.fg')", () => equal(solution.isEmail('a.b.c@d.e.fg'), true), 1)
check("isEmail('me@example.org.')", () => equal(solution.isEmail('me@example.org.'), false), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text =
      random.pick(['a', 'ab.c', 'x_1', '', 'a.', '9-']) +
      random.pick(['@', '@', '@', '@@', '']) +
      random.pick(['b', 'b.c', 'b-1.', '', 'b_']) +
      random.pick(['.de', '.d', '.d1', '.org', 'org', '.De'])
    equal(solution.isEmail(text), expected(text))
  },
  20,
)
