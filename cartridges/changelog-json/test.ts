const text = `# Changelog

## [Unreleased]

### Added
- Something

## [1.1.0] - 2026-11-20 [YANKED]

### Fixed

* First
  second line
* Other

### Added
- More

## 1.0.0 - 2026-10-01

[1.1.0]: https://git.example/compare/v1.0.0...v1.1.0
[unreleased]: https://git.example/compare/v1.1.0...HEAD
`
const read = (body: Json) => request({ method: 'POST', body })

test('releases, dates, changes and links are read', async () => {
  const { body } = await read(text)
  equal(body.title, 'Changelog')
  equal(body.problems, [])
  equal(body.releases, [
    {
      version: 'Unreleased',
      date: null,
      yanked: false,
      link: 'https://git.example/compare/v1.1.0...HEAD',
      changes: { added: ['Something'] },
    },
    {
      version: '1.1.0',
      date: '2026-11-20',
      yanked: true,
      link: 'https://git.example/compare/v1.0.0...v1.1.0',
      changes: { fixed: ['First\nsecond line', 'Other'], added: ['More'] },
    },
    { version: '1.0.0', date: '2026-10-01', yanked: false, link: null, changes: {} },
  ])
})

test('only what came after a version', async () => {
  const { body } = await read({ markdown: text, since: '1.1.0' })
  equal(
    body.releases.map((release: { version: string }) => release.version),
    ['Unreleased'],
  )
  equal((await read({ markdown: text, since: '7.0.0' })).status, 400)
})

test('what departs from the form is reported with its line', async () => {
  const { body } = await read(
    '## [1.0.0] - 20.11.2026\n\n- loose\n\n### Improved\n\n- x\n\n## [1.0.0]\n\n## a b c\n',
  )
  equal(
    body.problems.map((problem: { line: number }) => problem.line),
    [1, 3, 5, 9, 11],
  )
  equal(body.releases[0].changes, { improved: ['x'] })
})

test('headings in code are code', async () => {
  const { body } = await read('## 1.0.0\n\n### Added\n\n- x\n\n```\n## 2.0.0\n```\n')
  equal(body.releases.length, 1)
})

test('names with a meaning of their own and markup are plain data', async () => {
  const { body } = await read('## __proto__\n\n### constructor\n\n- <script>alert(1)</script>\n')
  equal(body.releases[0].version, '__proto__')
  equal(body.releases[0].changes, JSON.parse('{"constructor":["<script>alert(1)</script>"]}'))
})

test('no release, no text and too much text are refused', async () => {
  for (const body of [
    null,
    [],
    {},
    { markdown: 5 },
    '',
    'plain',
    `## 1.0.0\n${'x'.repeat(60_000)}`,
  ])
    equal((await read(body)).status, 400)
})
