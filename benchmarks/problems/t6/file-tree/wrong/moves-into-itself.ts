type Folder = Map<string, Entry>
type Entry = string | Folder

function namesOf(path: string): string[] {
  const names: string[] = []
  for (const name of path.split('/'))
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  return names
}

export class Files {
  private readonly root: Folder = new Map()

  write(path: string, text: string): boolean {
    const names = namesOf(path)
    const last = names.pop()
    if (last === undefined) return false
    for (let i = 1; i <= names.length; i++)
      if (typeof this.find(names.slice(0, i)) === 'string') return false
    if (this.find([...names, last]) instanceof Map) return false
    let folder = this.root
    for (const name of names) {
      if (!folder.has(name)) folder.set(name, new Map())
      folder = folder.get(name) as Folder
    }
    folder.set(last, text)
    return true
  }

  read(path: string): string | null {
    const found = this.find(namesOf(path))
    return typeof found === 'string' ? found : null
  }

  list(path: string): string[] | null {
    const found = this.find(namesOf(path))
    if (!(found instanceof Map)) return null
    return [...found.keys()]
      .sort()
      .map((name) => (found.get(name) instanceof Map ? `${name}/` : name))
  }

  remove(path: string): boolean {
    const names = namesOf(path)
    const parent = this.find(names.slice(0, -1))
    return parent instanceof Map && parent.delete(names.at(-1) ?? '')
  }

  move(from: string, to: string): boolean {
    const [source, target] = [namesOf(from), namesOf(to)]
    const entry = this.find(source)
    const parent = this.find(target.slice(0, -1))
    const isInside = source.length === 0 || source.join('/') === target.join('/')
    if (entry === undefined || isInside || !(parent instanceof Map)) return false
    if (this.find(target) !== undefined) return false
    this.remove(from)
    parent.set(target.at(-1)!, entry)
    return true
  }

  private find(names: string[]): Entry | undefined {
    let entry: Entry | undefined = this.root
    for (const name of names) entry = entry instanceof Map ? entry.get(name) : undefined
    return entry
  }
}
