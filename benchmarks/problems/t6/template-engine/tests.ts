example(
  () => solution.render('Hi {{user.name}}, {{n}} new{{x}}!', { user: { name: 'Ann' }, n: 2 }),
  'Hi Ann, 2 new!',
)
example(
  () =>
    solution.render('{{each list}}{{.}}{{if last}} end{{else}}, {{end}}{{end}}', {
      list: [1, 2],
      last: false,
    }),
  '1, 2, ',
)
example(
  () =>
    solution.render('{{each people}}[{{name}} of {{town}}]{{end}}', {
      town: 'Ulm',
      name: '-',
      people: [{ name: 'Bo' }, { town: 'Rom' }],
    }),
  '[Bo of Ulm][- of Rom]',
)
exampleThrows(() => solution.render('{{if a}}x', { a: true }))

const bracket = (value: unknown) =>
  solution.render('{{if a}}+{{else}}-{{end}}', value === undefined ? {} : { a: value as string })

check(
  'no tags',
  () => equal([solution.render('', {}), solution.render('a { b } }} c', {})], ['', 'a { b } }} c']),
  1,
)
check(
  'what is true',
  () =>
    equal(
      [undefined, false, 0, '', [], true, -1, 'x', [0], {}].map(bracket).join(''),
      '-----+++++',
    ),
  1,
)
check(
  'shows values',
  () =>
    equal(
      solution.render('{{a}}|{{b}}|{{c}}|{{d}}|{{e}}|{{.}}', {
        a: 0,
        b: false,
        c: [1],
        d: {},
        e: -1.5,
      }),
      '0|false|||-1.5|',
    ),
  1,
)
check(
  'unknown fields',
  () =>
    equal(
      solution.render('{{a.b.c}}{{a.x.y}}{{s.length}}{{l.length}}', {
        a: { b: { c: 'ok' } },
        s: 'abc',
        l: [1],
      }),
      'ok',
    ),
  1,
)
check(
  'names of all objects',
  () => equal(solution.render('{{constructor}}{{a.constructor}}', { a: {} }), ''),
  1,
)
check(
  'values are not templates',
  () => equal(solution.render('{{a}}', { a: '{{b}}', b: 'x' }), '{{b}}'),
  1,
)
check(
  'loops in loops',
  () =>
    equal(
      solution.render('{{each rows}}({{each .}}{{.}}{{end}}){{end}}', { rows: [[1, 2], [], [3]] }),
      '(12)()(3)',
    ),
  1,
)
check(
  'the item after an inner loop',
  () =>
    equal(
      solution.render('{{each a}}{{each b}}{{.}}{{end}}{{.}};{{end}}', { a: ['x', 'y'], b: [1] }),
      '1x;1y;',
    ),
  1,
)
check(
  'loops over fields',
  () =>
    equal(
      solution.render('{{each a}}{{each b.c}}{{.}}{{d}} {{end}}{{end}}', {
        a: [{ b: { c: [1, 2] }, d: 'q' }],
      }),
      '1q 2q ',
    ),
  1,
)
check(
  'not a list',
  () =>
    equal(
      solution.render('<{{each a}}x{{end}}{{each b}}y{{end}}{{each c}}z{{end}}>', {
        a: 'abc',
        b: { d: 1 },
      }),
      '<>',
    ),
  1,
)
check(
  'blocks in parts not taken',
  () =>
    equal(
      solution.render('{{if a}}{{if b}}1{{else}}2{{end}}{{each b}}3{{end}}{{else}}4{{end}}5', {}),
      '45',
    ),
  1,
)
check(
  'if in if',
  () => equal(solution.render('{{if a}}{{if b}}1{{else}}2{{end}}{{else}}3{{end}}', { a: 1 }), '2'),
  1,
)
check(
  'an if on the item',
  () =>
    equal(
      solution.render('{{each a}}{{if .}}{{.}}{{else}}none{{end}} {{end}}', { a: [1, 0, 'x', ''] }),
      '1 none x none ',
    ),
  1,
)
check('no else, not true', () => equal(solution.render('a{{if x}}b{{end}}c', {}), 'ac'), 1)
check(
  'blocks that do not close or open',
  () => {
    for (const template of [
      '{{end}}',
      '{{else}}',
      '{{each a}}',
      '{{each a}}x{{else}}y{{end}}',
      '{{if a}}{{end}}{{end}}',
      '{{if a}}x{{else}}y',
      '{{if a}}{{each b}}{{end}}',
    ])
      throws(() => solution.render(template, { a: [1] }))
    throws(() => solution.render('{{each a}}x', {}))
    throws(() => solution.render('{{each a}}{{else}}{{end}}', {}))
  },
  1,
)
check(
  'agrees with text that was written alongside',
  (random) => {
    const data = { yes: true, no: false, t: 'T', items: ['p', 'q'], none: [] }
    const make = (depth: number, item: string): [template: string, text: string] => {
      const kind = random.int(0, depth > 0 ? 5 : 2)
      if (kind === 0) return ['a ', 'a ']
      if (kind === 1) return ['{{t}}', 'T']
      if (kind === 2) return ['{{.}}', item]
      const [a, b] = [make(depth - 1, item), make(depth - 1, item)]
      if (kind === 3) {
        const isTrue = random.bool()
        return [
          `{{if ${isTrue ? 'yes' : 'no'}}}${a[0]}{{else}}${b[0]}{{end}}`,
          isTrue ? a[1] : b[1],
        ]
      }
      if (kind === 4) return [`{{each none}}${a[0]}{{end}}${b[0]}`, b[1]]
      const inner = make(depth - 1, '#')
      return [
        `{{each items}}${inner[0]}{{end}}${a[0]}`,
        ['p', 'q'].map((one) => inner[1].replaceAll('#', one)).join('') + a[1],
      ]
    }
    const [template, text] = make(4, '')
    equal(solution.render(template, data), text)
  },
  25,
)
