example(() => {
  const editor = new solution.Editor()
  editor.type('ab')
  editor.type('c')
  return [editor.undo(), editor.text, editor.redo(), editor.text]
}, [true, 'ab', true, 'abc'])
example(() => {
  const editor = new solution.Editor()
  editor.type('a')
  editor.undo()
  editor.type('b')
  return [editor.redo(), editor.text]
}, [false, 'b'])
example(() => new solution.Editor().undo(), false)

check(
  'several steps back and forth',
  () => {
    const editor = new solution.Editor()
    for (const words of ['one ', 'two ', 'three']) editor.type(words)
    equal([editor.undo(), editor.undo(), editor.text], [true, true, 'one '])
    equal(
      [editor.redo(), editor.text, editor.redo(), editor.text],
      [true, 'one two ', true, 'one two three'],
    )
    equal([editor.redo(), editor.text], [false, 'one two three'])
  },
  1,
)
check(
  'nothing more to undo',
  () => {
    const editor = new solution.Editor()
    editor.type('x')
    equal(
      [editor.undo(), editor.undo(), editor.text, editor.redo(), editor.text],
      [true, false, '', true, 'x'],
    )
  },
  1,
)
check(
  'typing nothing is typing',
  () => {
    const editor = new solution.Editor()
    editor.type('')
    equal([editor.undo(), editor.undo(), editor.redo(), editor.redo()], [true, false, true, false])
  },
  1,
)
check(
  'does what a list of texts does',
  (random) => {
    const editor = new solution.Editor()
    let texts = ['']
    let at = 0
    for (let step = 0; step < 12; step++) {
      const action = random.int(0, 3)
      if (action < 2) {
        const words = random.text(1, 2)
        editor.type(words)
        texts = [...texts.slice(0, at + 1), `${texts[at]}${words}`]
        at++
      } else if (action === 2) {
        equal(editor.undo(), at > 0)
        at = Math.max(0, at - 1)
      } else {
        equal(editor.redo(), at < texts.length - 1)
        at = Math.min(texts.length - 1, at + 1)
      }
    }
    equal(editor.text, texts[at])
  },
  9,
)
