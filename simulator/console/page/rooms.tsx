/** The parts of the product that are not built yet, each in its place. */
const ROOMS = [{ title: 'The record', text: 'Every decision will be listed here, sealed and verifiable.' }];

/** Says what will be where. */
export function Rooms() {
  return (
    <section class="rooms" aria-label="Coming later">
      {ROOMS.map(({ title, text }) => (
        <article key={title}>
          <h2>{title}</h2>
          <p>{text}</p>
        </article>
      ))}
    </section>
  );
}
