// Shortcuts in one spelling per platform, checked against each other and against what the browser keeps.

type JsonObject = { readonly [key: string]: Json }
type Shortcut = { keys: string; action: string; context: string }

class BadInput extends Error {}

const modifiers: { readonly [name: string]: string } = {
  ctrl: 'Ctrl',
  control: 'Ctrl',
  alt: 'Alt',
  option: 'Alt',
  opt: 'Alt',
  shift: 'Shift',
  cmd: 'Meta',
  command: 'Meta',
  meta: 'Meta',
  win: 'Meta',
  super: 'Meta',
}
const order = ['Ctrl', 'Alt', 'Shift', 'Meta']
const macSymbols: { readonly [name: string]: string } = {
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Meta: '⌘',
  Enter: '↩',
  Backspace: '⌫',
  Escape: 'esc',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
}
const named: { readonly [name: string]: string } = {
  enter: 'Enter',
  return: 'Enter',
  esc: 'Escape',
  escape: 'Escape',
  space: 'Space',
  tab: 'Tab',
  backspace: 'Backspace',
  delete: 'Delete',
  del: 'Delete',
  home: 'Home',
  end: 'End',
  pageup: 'PageUp',
  pagedown: 'PageDown',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  plus: 'Plus',
  minus: 'Minus',
  comma: ',',
  period: '.',
  slash: '/',
}
/** Pages cannot take these from the browser, or only against the will of its user. */
const reserved: { readonly [platform: string]: readonly string[] } = {
  mac: [
    'Meta+Q',
    'Meta+W',
    'Meta+T',
    'Meta+N',
    'Shift+Meta+N',
    'Shift+Meta+T',
    'Meta+Tab',
    'Meta+Space',
    'Meta+H',
    'Meta+M',
  ],
  windows: [
    'Ctrl+W',
    'Ctrl+T',
    'Ctrl+N',
    'Ctrl+Shift+N',
    'Ctrl+Shift+T',
    'Alt+F4',
    'Alt+Tab',
    'Ctrl+Alt+Delete',
    'Meta+L',
    'F11',
  ],
  linux: [
    'Ctrl+W',
    'Ctrl+T',
    'Ctrl+N',
    'Ctrl+Shift+N',
    'Ctrl+Shift+T',
    'Alt+F4',
    'Alt+Tab',
    'Ctrl+Alt+Delete',
    'F11',
  ],
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const lookUp = (table: { readonly [name: string]: string }, name: string) =>
  Object.hasOwn(table, name) ? table[name] : undefined

/** One chord with its modifiers in a fixed order. */
function chord(text: string, platform: string, where: string): string {
  const parts = text.split('+').map((part) => part.trim().toLowerCase())
  const last = parts.pop() ?? ''
  const held = parts.map((part) =>
    part === 'mod' ? (platform === 'mac' ? 'Meta' : 'Ctrl') : lookUp(modifiers, part),
  )
  const unknown = parts[held.indexOf(undefined)]
  if (unknown !== undefined)
    throw new BadInput(`${where}: "${unknown.slice(0, 20)}" is no modifier`)
  if (new Set(held).size < held.length) throw new BadInput(`${where}: a modifier is there twice`)
  const key =
    lookUp(named, last) ??
    (/^(f([1-9]|1\d|2[0-4])|[\p{L}\p{N}\p{P}\p{S}])$/u.test(last) ? last.toUpperCase() : undefined)
  if (key === undefined) throw new BadInput(`${where}: "${last.slice(0, 20)}" is no key`)
  return [...order.filter((name) => held.includes(name)), key].join('+')
}

function readShortcut(item: Json, index: number, platform: string): Shortcut {
  const where = `shortcuts[${index}]`
  if (!isObject(item)) throw new BadInput(`${where} must be an object`)
  const { keys, action, context = '' } = item
  if (typeof keys !== 'string' || keys.trim() === '' || keys.length > 100)
    throw new BadInput(`${where}.keys must be text like Mod+Shift+P`)
  if (typeof action !== 'string' || action.trim() === '' || action.length > 100)
    throw new BadInput(`${where}.action must be text of 1 to 100 characters`)
  if (typeof context !== 'string' || context.length > 60)
    throw new BadInput(`${where}.context must be text of at most 60 characters`)
  const chords = keys.split(/\s+then\s+/i)
  if (chords.length > 4) throw new BadInput(`${where}: a sequence has at most 4 steps`)
  return {
    keys: chords.map((part) => chord(part, platform, where)).join(' then '),
    action: action.trim(),
    context: context.trim(),
  }
}

function conflictsOf(shortcuts: readonly Shortcut[], platform: string) {
  const found: { keys: string; actions: string[]; reason: string }[] = []
  for (const [index, one] of shortcuts.entries()) {
    const first = one.keys.split(' then ')[0] ?? ''
    if (reserved[platform]?.includes(first))
      found.push({
        keys: one.keys,
        actions: [one.action],
        reason: 'the browser or the system keeps it',
      })
    for (const other of shortcuts.slice(index + 1)) {
      if (one.context !== other.context && one.context !== '' && other.context !== '') continue
      const isSame = one.keys === other.keys
      const isBeginning =
        one.keys.startsWith(`${other.keys} then `) || other.keys.startsWith(`${one.keys} then `)
      if (isSame || isBeginning)
        found.push({
          keys: one.keys,
          actions: [one.action, other.action],
          reason: isSame ? 'twice the same' : 'one begins the other',
        })
    }
  }
  return found
}

function sheet(shortcuts: readonly Shortcut[], platform: string): string {
  const show = (key: string) =>
    `<kbd>${escapeHtml(platform === 'mac' ? (lookUp(macSymbols, key) ?? key) : key === 'Meta' ? (platform === 'windows' ? 'Win' : 'Super') : key)}</kbd>`
  const contexts = [...new Set(shortcuts.map(({ context }) => context))]
  return contexts
    .map((context) => {
      const rows = shortcuts
        .filter((shortcut) => shortcut.context === context)
        .map(
          ({ keys, action }) =>
            `<tr><td>${keys
              .split(' then ')
              .map((part) =>
                part
                  .split(/\+(?=.)/)
                  .map(show)
                  .join(''),
              )
              .join(' then ')}</td><td>${escapeHtml(action)}</td></tr>`,
        )
      return `<table>${context === '' ? '' : `<caption>${escapeHtml(context)}</caption>`}${rows.join('')}</table>`
    })
    .join('')
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"platform": "mac", "shortcuts": [{"keys": "Mod+Shift+P", "action": "Commands"}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { platform = 'windows', shortcuts: given } = body
    if (platform !== 'mac' && platform !== 'windows' && platform !== 'linux')
      throw new BadInput('"platform" must be mac, windows or linux')
    if (!Array.isArray(given) || given.length === 0 || given.length > 200)
      throw new BadInput('"shortcuts" must be a list of 1 to 200')
    const shortcuts = given.map((item, index) => readShortcut(item, index, platform))
    return {
      body: {
        shortcuts,
        conflicts: conflictsOf(shortcuts, platform),
        html: sheet(shortcuts, platform),
      },
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
