import type { Counter } from './counter';
import type { SharedFile } from './message';

/** A file with its content. */
export interface StoredFile extends SharedFile {
  /** Base64; null until the content was uploaded. */
  readonly content: string | null;
}

/** The files of the workspace, by id. */
export class Files {
  readonly #counter: Counter;
  readonly #files = new Map<string, StoredFile>();

  constructor(counter: Counter, restore: readonly StoredFile[] = []) {
    this.#counter = counter;
    for (const file of restore) this.#files.set(file.id, file);
  }

  /** Announces a file whose content is to come. */
  announce(name: string): StoredFile {
    const id = this.#counter.id('F');
    return this.#put({ id, name, mimetype: mimeTypeOf(name), size: 0, content: null });
  }

  /** Stores a file with its content. */
  add(name: string, content: Buffer): StoredFile {
    return this.#fill(this.announce(name), content);
  }

  /** Takes in a file's content; undefined when no such file was announced. */
  fill(id: string, content: Buffer): StoredFile | undefined {
    const file = this.#files.get(id);
    return file === undefined ? undefined : this.#fill(file, content);
  }

  /** The file with this id; one whose content never came is none. */
  find(id: string): (StoredFile & { readonly content: string }) | undefined {
    const file = this.#files.get(id);
    return file === undefined || file.content === null ? undefined : { ...file, content: file.content };
  }

  /** What `restore` takes. */
  toJSON(): readonly StoredFile[] {
    return [...this.#files.values()];
  }

  #fill(file: StoredFile, content: Buffer): StoredFile {
    return this.#put({ ...file, size: content.length, content: content.toString('base64') });
  }

  #put(file: StoredFile): StoredFile {
    this.#files.set(file.id, file);
    return file;
  }
}

/** The file as a message refers to it. */
export function sharedFile({ id, name, mimetype, size }: StoredFile): SharedFile {
  return { id, name, mimetype, size };
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  pdf: 'application/pdf',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  txt: 'text/plain',
};

/** Slack reads the media type off a file's name. */
function mimeTypeOf(name: string): string {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  return MIME_TYPES[ending] ?? 'application/octet-stream';
}
