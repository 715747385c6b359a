// The files of a new cartridge: small, typed, tested, and good enough to publish unchanged.

/** File name -> text for a cartridge called `slug` (already checked against slugPattern). */
export function scaffold(slug: string): Readonly<Record<string, string>> {
  const manifest = {
    slug,
    title: titleOf(slug),
    description: 'Greets whoever is named.',
    version: '0.1.0',
    price: '$0.001',
    methods: ['GET', 'POST'],
    capabilities: [],
    input: {
      type: 'object',
      properties: { name: { type: 'string', maxLength: 100 } },
      required: ['name'],
    },
    output: {
      type: 'object',
      properties: { greeting: { type: 'string' } },
      required: ['greeting'],
    },
    examples: [
      {
        title: 'Greet Ada',
        request: { method: 'GET', path: '/', query: { name: 'Ada' } },
        response: { body: { greeting: 'Hello, Ada!' } },
      },
    ],
  }
  return {
    'cartridge.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'index.ts': index,
    'test.ts': test,
    'README.md': readme(slug),
  }
}

const index = `// Greets whoever is named, in the query or in a JSON body.

export function handle(request: Request): Response {
  const name = nameIn(request)
  if (name === '') return { status: 400, body: { error: 'say who: ?name=Ada' } }
  return { body: { greeting: \`Hello, \${name}!\` } }
}

function nameIn({ query, body }: Request): string {
  if (body !== null && typeof body === 'object' && !Array.isArray(body)) {
    const { name } = body
    if (typeof name === 'string') return name.trim().slice(0, 100)
  }
  return (query['name'] ?? '').trim().slice(0, 100)
}
`

const test = `test('greets the name in the query', async () => {
  const response = await request({ method: 'GET', query: { name: 'Ada' } })
  equal(response.status, 200)
  equal(response.body, { greeting: 'Hello, Ada!' })
})

test('greets the name in a body', async () => {
  const response = await request({ method: 'POST', body: { name: 'Grace' } })
  equal(response.body.greeting, 'Hello, Grace!')
})

test('says what is missing', async () => {
  const response = await request({ method: 'GET', query: {} })
  equal(response.status, 400)
  match(response.body.error, /name/)
})
`

function readme(slug: string): string {
  return `# ${titleOf(slug)}

Greets whoever is named. A call costs $0.001.

\`\`\`sh
zooid publish ${slug}
zooid call http://127.0.0.1:4020/c/${slug} --query name=Ada
\`\`\`

- \`cartridge.json\`: name, price, capabilities, input and output schemas, examples
- \`index.ts\`: exports \`handle(request)\`; imports nothing; may use only the capabilities listed
- \`test.ts\`: must pass before the node puts it on the shelf
`
}

const titleOf = (slug: string) => {
  const words = slug.replaceAll('-', ' ').trim() || slug
  return words.charAt(0).toUpperCase() + words.slice(1)
}
