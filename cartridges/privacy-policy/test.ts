const policy = (processing: Json, more: { [key: string]: Json } = {}) =>
  request({
    method: 'POST',
    body: {
      controller: { name: 'Lamp', contact: 'a@b.c' },
      date: '2026-11-20',
      processing,
      ...more,
    },
  })
const entry = (more: { [key: string]: Json } = {}) => ({
  purpose: 'Orders',
  data: ['name'],
  basis: 'contract',
  keptDays: 30,
  ...more,
})
const gaps = async (more: { [key: string]: Json }) =>
  (await policy([entry(more)])).body.gaps.map((found: { gap: string }) => found.gap).join()

test('a purpose becomes a section with its article', async () => {
  const { markdown } = (await policy([entry({ recipients: ['Post'] })])).body
  ok(
    markdown.includes(
      '## Orders\n\n- **Data**: name\n- **Why we may**: we need it for our contract with you (GDPR 6(1)(b))\n- **How long**: kept for 30 days\n- **Who gets it**: Post\n',
    ),
  )
})

test('durations are said in years where they are years', async () => {
  for (const [days, words] of [
    [3650, '10 years'],
    [90, '3 months'],
    [1, '1 day'],
    [0, 'not kept'],
    [31, '31 days'],
  ] as const)
    ok((await policy([entry({ keptDays: days })])).body.markdown.includes(words), words)
})

test('gaps of article 13 are found', async () => {
  equal(await gaps({}), '')
  match(await gaps({ keptDays: null }), /13\(2\)\(a\)/)
  match(await gaps({ basis: 'interest' }), /13\(1\)\(d\)/)
  match(await gaps({ outsideEu: ['Mars'] }), /13\(1\)\(f\)/)
  match(await gaps({ automated: true }), /22/)
  match(await gaps({ data: ['health record'] }), /article 9/)
  equal(await gaps({ outsideEu: ['Mars'], safeguard: 'standard clauses' }), '')
})

test('the right to withdraw is there only where something can be withdrawn', async () => {
  ok((await policy([entry({ basis: 'consent' })])).body.markdown.includes('withdraw your consent'))
  ok(!(await policy([entry()])).body.markdown.includes('withdraw your consent'))
})

test('texts cannot become headings, links or markup', async () => {
  const { markdown } = (
    await policy([entry({ purpose: 'x\n# Evil [a](javascript:b) <script>', data: ['*a*'] })])
  ).body
  ok(markdown.includes('## x \\# Evil \\[a\\](javascript:b) \\<script\\>\n'))
  ok(markdown.includes('\\*a\\*'))
})

test('wrong registers are refused by place', async () => {
  for (const item of [
    5,
    entry({ basis: 'toString' }),
    entry({ data: [] }),
    entry({ keptDays: -1 }),
    entry({ purpose: '' }),
    entry({ automated: 'no' }),
  ] as Json[]) {
    const answer = await policy([entry(), item])
    equal(answer.status, 400)
    match(answer.body.error, /processing\[1\]/)
  }
  equal((await policy([entry()], { date: 'today' })).status, 400)
  equal((await policy([entry()], { controller: { name: 'x' } })).status, 400)
})
