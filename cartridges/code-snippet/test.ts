const show = async (code: string, language: string, more: { [key: string]: Json } = {}) => {
  const answer = await request({ method: 'POST', body: { code, language, ...more } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.html as string
}
const text = (html: string) =>
  html.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))

test('words, texts, numbers and comments have their class', async () => {
  const html = await show("return a + 0x1f // 'no'", 'ts')
  match(
    html,
    /<span class="k">return<\/span> a \+ <span class="n">0x1f<\/span> <span class="c">\/\/ &#39;no&#39;<\/span>/,
  )
})

test('a keyword inside of a name or a text is none', async () => {
  ok(!(await show("inform.of = 'return'", 'js')).includes('class="k"'))
})

test('what spans lines is closed at each end of a line', async () => {
  const html = await show('a = """one\n\ntwo"""', 'python')
  equal(html.split('class="s"').length - 1, 2)
  for (const row of html.split('<span class="l"').slice(1))
    equal(row.split('<span').length, row.split('</span>').length - 1)
})

test('lines are numbered from the start and marked', async () => {
  const html = await show('a\nb\nc\nd\n', 'text', { start: 10, mark: '11-12', title: 'x & y' })
  equal(
    [...html.matchAll(/class="(l[ m]*)" data-n="(\d+)"/g)].map((found) => `${found[1]}${found[2]}`),
    ['l10', 'l m11', 'l m12', 'l13'],
  )
  match(html, /<figcaption>x &#38; y<\/figcaption>/)
})

test('the text of the page is the code, whatever it holds', async () => {
  const code = '</code><script>alert("$&")</script> <!-- \'`$x` & &lt; {{a}}'
  for (const language of ['ts', 'json', 'python', 'shell', 'css', 'text']) {
    const html = await show(code, language)
    ok(!/<script|<!--/.test(html), language)
    equal(text(html), code)
  }
})

test('a text without end and deep quotes do not hang', async () => {
  await show(`"${'\\"'.repeat(2000)}`, 'js')
  await show('/*'.repeat(2000), 'css')
})

test('unknown languages and odd marks are refused', async () => {
  for (const body of [
    null,
    {},
    { code: 'x', language: 'constructor' },
    { code: 'x', mark: '5-2' },
    { code: 'x', mark: 'a' },
    { code: 'x', start: -1 },
    { code: 'x'.repeat(20_001) },
  ])
    equal((await request({ method: 'POST', body })).status, 400)
})
