const paste = (code: Json, more: { [field: string]: Json } = {}) =>
  request({ method: 'POST', path: '/', body: { code, ...more } })
const view = (id: string, what: string, query = {}) => request({ path: `/${id}/${what}`, query })

test('the same code is the same paste', async () => {
  const first = await paste('let a = 1\n', { title: 'One' })
  equal([first.status, first.body.lines, first.body.title], [201, 2, 'One'])
  const again = await paste('let a = 1\r\n', { title: 'Two' })
  equal([again.status, again.body.id, again.body.title], [200, first.body.id, 'One'])
  ok((await paste('let a = 2\n')).body.id !== first.body.id)
})

test('the language is found by its signs', async () => {
  for (const [language, code] of [
    ['js', 'const a = () => 1'],
    ['ts', 'function a(b: string): void {}'],
    ['python', 'def a():\n  return self'],
    ['rust', 'fn main() -> u8 { let mut a = 1; }'],
    ['go', 'package main\nfunc main() { a := 1 }'],
    ['c', '#include <stdio.h>\nint main() { printf("a"); }'],
    ['sql', 'SELECT a FROM b'],
    ['shell', '#!/bin/sh\necho $HOME'],
    ['json', '{"a": [1, 2]}'],
    ['html', '<!doctype html><p>a</p>'],
    ['css', 'p { color: red; }'],
    ['text', 'Just some words.'],
  ] as const)
    equal((await paste(code)).body.language, language, code)
})

test('the page colours code, numbers lines and marks some', async () => {
  const { id } = (await paste('/* a\nb */ let x = "<b>" // 1')).body
  const { headers, body } = await view(id, 'page', { lines: '2' })
  equal(headers['content-type'], 'text/html; charset=utf-8')
  ok(body.includes('<li id="l1"><i class="c">/* a</i></li>'))
  ok(body.includes('<li id="l2" class="marked"><i class="c">b */</i> <i class="k">let</i>'))
  ok(body.includes('<i class="s">&#34;&#60;b&#62;&#34;</i>'))
  equal((await view(id, 'page', { lines: '5-3' })).status, 400)
})

test('a change knows what it was made from and what it changed', async () => {
  const { id } = (await paste('a\nb\nc')).body
  const next = (await paste('a\nx\nc\nd', { of: id })).body
  equal((await view(next.id, 'diff')).body, {
    of: id,
    added: 2,
    removed: 1,
    changes: [
      { sign: '-', line: 2, text: 'b' },
      { sign: '+', line: 2, text: 'x' },
      { sign: '+', line: 4, text: 'd' },
    ],
  })
  equal((await request({ path: `/${id}` })).body.next, [next.id])
  equal((await view(id, 'diff')).status, 404)
})

test('hostile code and titles are only text', async () => {
  const code = '</li></ol><script>alert("$&")</script> {{title}}'
  for (const language of ['text', 'html', 'js']) {
    const { id } = (await paste(`${code} ${language}`, { language, title: '<b>{{rows}}' })).body
    const { body } = await view(id, 'page')
    ok(!/<script|<b>/.test(body) && body.includes('&#60;b&#62;{{rows}}'), language)
    const raw = await view(id, 'raw')
    equal(
      [raw.headers['content-type'], raw.body],
      ['text/plain; charset=utf-8', `${code} ${language}`],
    )
  }
})

test('the worst code ends in time', async () => {
  const codes = ['"'.repeat(8000), '/*'.repeat(4000), `${'a'.repeat(7999)}`, '`\n'.repeat(399)]
  for (const code of codes) {
    const { id } = (await paste(code)).body
    for (const language of ['ts', 'python'])
      await paste(`${code.slice(1)}${language}`, { language })
    equal((await view(id, 'page')).status, 200, code.slice(0, 4))
  }
  const { id } = (await paste(Array.from({ length: 400 }, (_, n) => `a${n}`).join('\n'))).body
  const other = Array.from({ length: 400 }, (_, n) => `b${n}`).join('\n')
  const next = (await paste(other, { of: id })).body
  equal((await view(next.id, 'diff')).body.removed, 400)
})

test('the oldest makes room', async () => {
  const { id } = (await paste('first')).body
  for (let n = 0; n < 40; n++) await paste(`code ${n}`)
  equal((await request({ path: `/${id}` })).status, 404)
})

test('what is no code and no paste is refused', async () => {
  for (const code of ['', ' \n', 'x'.repeat(8001), '\n'.repeat(400), 5, null])
    equal((await paste(code)).status, 400)
  for (const more of [{ title: '' }, { title: 'x'.repeat(81) }, { language: '__proto__' }])
    equal((await paste('x', more)).status, 400)
  for (const of of ['all', '__proto__', 'abc', 5])
    equal((await paste('x', { of })).status, 404, String(of))
  for (const path of ['/', '/all', '/__proto__', '/ABCDEF123456', '/<b>'])
    equal((await request({ path })).status, 400, path)
  const answer = await request({ path: '/000000000000' })
  equal(answer.status, 404)
  match(answer.body.hint, /POST \//)
  equal((await request({ method: 'POST', path: '/', body: null })).status, 400)
})
