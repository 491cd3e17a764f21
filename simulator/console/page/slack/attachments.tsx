import type { MessageView } from '../../../slack';

/** The files of a message: pictures as pictures, any other by name. */
export function Attachments({ message: { files, pictures } }: { message: MessageView }) {
  if (files.length === 0) return null;
  const names = new Set(pictures.map(({ name }) => name));
  const others = files.filter((name) => !names.has(name));
  return (
    <ul class="attachments" aria-label="Files">
      {pictures.map(({ id, name }) => (
        <li key={id}>
          <img src={`/_world/files/${id}`} alt={name} loading="lazy" />
        </li>
      ))}
      {others.map((name, index) => (
        <li key={`${name}-${index}`} class="file">
          {name}
        </li>
      ))}
    </ul>
  );
}
