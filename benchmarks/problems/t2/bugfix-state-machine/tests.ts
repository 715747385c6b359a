example(() => solution.stripComments('a /* b */ c'), 'a  c')
example(() => solution.stripComments('1/2*3'), '1/2*3')
example(() => solution.stripComments('x/* open'), 'x')
example(() => solution.stripComments('/*/ still inside */!'), '!')
example(() => solution.stripComments('a/* b **/c'), 'ac')

const slow = (text: string): string => {
  const from = text.indexOf('/*')
  if (from < 0) return text
  const to = text.indexOf('*/', from + 2)
  return text.slice(0, from) + (to < 0 ? '' : slow(text.slice(to + 2)))
}

check('nothing', () => equal(solution.stripComments(''), ''), 1)
check('two stars at the end', () => equal(solution.stripComments('a/** b **/c'), 'ac'), 1)
check('an empty comment', () => equal(solution.stripComments('/**/-/***/'), '-'), 1)
check('slashes before it', () => equal(solution.stripComments('//* a */ /'), '/ /'), 1)
check('does not nest', () => equal(solution.stripComments('/* /* */ */'), ' */'), 1)
check('what is left does not join', () => equal(solution.stripComments('//**/*x*/'), '/*x*/'), 1)
check(
  'agrees with a search for both ends',
  (random) => {
    const text = random.text(0, 14, '/**/a/*')
    equal(solution.stripComments(text), slow(text), text)
  },
  60,
)
