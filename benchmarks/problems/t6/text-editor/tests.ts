example(() => {
  const editor = new solution.Editor()
  editor.type('ab')
  editor.type('cd')
  editor.move(-1)
  editor.type('X')
  const shown = [editor.show()]
  editor.undo()
  shown.push(editor.show())
  editor.undo()
  shown.push(editor.show())
  editor.redo()
  return [...shown, editor.show()]
}, ['abcX|d', 'abc|d', '|', 'abcd|'])
example(() => {
  const editor = new solution.Editor()
  editor.type('hello')
  editor.move(-2)
  editor.erase(2)
  const shown = [editor.show()]
  editor.move(9)
  editor.undo()
  return [...shown, editor.show()]
}, ['h|lo', 'hel|lo'])
example(() => {
  const editor = new solution.Editor()
  editor.type('a')
  editor.undo()
  editor.type('b')
  return [editor.redo(), editor.undo(), editor.undo(), editor.show()]
}, [false, true, false, '|'])

/** A history of whole texts; written another way round. */
const model = () => {
  let [text, cursor, index, joins] = ['', 0, 0, false]
  let history: { from: number; before: string; to: number; after: string }[] = []
  const record = (after: string, to: number) => {
    history = [...history.slice(0, index), { from: cursor, before: text, to, after }]
    index++
    text = after
    cursor = to
  }
  return {
    move(by: number) {
      joins = false
      for (let i = 0; i < Math.abs(by); i++) {
        if (by > 0 && cursor < text.length) cursor++
        if (by < 0 && cursor > 0) cursor--
      }
    },
    type(added: string) {
      if (!added) return
      const [to, after] = [
        cursor + added.length,
        text.slice(0, cursor) + added + text.slice(cursor),
      ]
      const last = history[index - 1]
      if (joins && last) {
        Object.assign(last, { to, after })
        history.length = index
        text = after
        cursor = to
      } else record(after, to)
      joins = true
    },
    erase(count: number) {
      joins = false
      const gone = Math.min(count, cursor)
      if (gone > 0) record(text.slice(0, cursor - gone) + text.slice(cursor), cursor - gone)
    },
    undo() {
      joins = false
      const last = history[index - 1]
      if (last) [text, cursor, index] = [last.before, last.from, index - 1]
      return last !== undefined
    },
    redo() {
      joins = false
      const next = history[index]
      if (next) [text, cursor, index] = [next.after, next.to, index + 1]
      return next !== undefined
    },
    show: () => `${text.slice(0, cursor)}|${text.slice(cursor)}`,
  }
}

check(
  'empty',
  () =>
    equal(
      [new solution.Editor().show(), new solution.Editor().undo(), new solution.Editor().redo()],
      ['|', false, false],
    ),
  1,
)
check(
  'what does nothing is no change',
  () => {
    const editor = new solution.Editor()
    editor.type('')
    editor.erase(3)
    editor.type('a')
    editor.erase(0)
    equal([editor.undo(), editor.undo(), editor.redo(), editor.redo()], [true, false, true, false])
  },
  1,
)
check(
  'a move without effect parts two changes, typing nothing does not',
  () => {
    const editor = new solution.Editor()
    editor.type('a')
    editor.type('')
    editor.type('b')
    editor.move(5)
    editor.type('c')
    editor.undo()
    equal(editor.show(), 'ab|')
    editor.undo()
    equal(editor.show(), '|')
  },
  1,
)
check(
  'typing nothing keeps what can be redone',
  () => {
    const editor = new solution.Editor()
    editor.type('a')
    editor.undo()
    editor.type('')
    editor.erase(1)
    equal([editor.redo(), editor.show()], [true, 'a|'])
  },
  1,
)
check(
  'a change after redo stands alone',
  () => {
    const editor = new solution.Editor()
    editor.type('a')
    editor.undo()
    editor.redo()
    editor.type('b')
    editor.undo()
    equal(editor.show(), 'a|')
  },
  1,
)
check(
  'agrees with a history of whole texts',
  (random) => {
    const [editor, other] = [new solution.Editor(), model()]
    for (let i = 0; i < 14; i++) {
      const kind = random.pick(['type', 'type', 'type', 'move', 'erase', 'undo', 'undo', 'redo'])
      if (kind === 'type') {
        const text = random.text(0, 3, 'abc')
        editor.type(text)
        other.type(text)
      } else if (kind === 'move') {
        const by = random.int(-4, 3)
        editor.move(by)
        other.move(by)
      } else if (kind === 'erase') {
        const count = random.int(0, 3)
        editor.erase(count)
        other.erase(count)
      } else if (kind === 'undo') equal(editor.undo(), other.undo())
      else equal(editor.redo(), other.redo())
      if (i > 6) equal(editor.show(), other.show())
    }
  },
  14,
)
