import { createElement } from 'react';
import type { ReactNode } from 'react';
import { useSlide } from '../deck/slide-context.ts';
import type { Block } from '../talk/body.ts';
import { Text } from './Text.tsx';

/** `new` with the fragment that brings it, `old` after that, `later` before. */
function stateOf(index: number, reveal: boolean, fragment: number): 'later' | 'new' | 'old' {
  if (!reveal) return 'old';
  if (index - 1 > fragment) return 'later';
  return index - 1 === fragment ? 'new' : 'old';
}

/** One block of a slide's words. Scripts stand elsewhere on the slide. */
export function Words({ block }: { readonly block: Block }): ReactNode {
  const { fragment } = useSlide();
  switch (block.kind) {
    case 'statement':
      return (
        <p className="statement">
          <Text>{block.text}</Text>
        </p>
      );
    case 'bullets':
      return (
        <ul className="bullets">
          {block.items.map((item, index) => (
            <li key={item} data-told={stateOf(index, block.reveal === true, fragment)}>
              <Text>{item}</Text>
            </li>
          ))}
        </ul>
      );
    case 'terms':
      return (
        <dl className="terms">
          {block.items.map(({ term, means }, index) => (
            <div key={term} data-told={stateOf(index, block.reveal === true, fragment)}>
              <dt>
                <Text>{term}</Text>
              </dt>
              <dd>
                <Text>{means}</Text>
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return (
        <table className="word-table">
          <thead>
            <tr>
              {block.head.map((cell) => (
                <th key={cell} scope="col">
                  <Text>{cell}</Text>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row) => (
              <Row key={row.join('|')} cells={row} />
            ))}
          </tbody>
        </table>
      );
    case 'comparison':
      return (
        <div className="comparison">
          {[block.left, block.right].map((column) => (
            <article key={column.title}>
              <h3>
                <Text>{column.title}</Text>
              </h3>
              <ul>
                {column.items.map((item) => (
                  <li key={item}>
                    <Text>{item}</Text>
                  </li>
                ))}
              </ul>
            </article>
          ))}
        </div>
      );
    case 'session':
      return (
        <pre className="session">
          <b>$</b> {block.command}
          {'\n'}
          {block.output}
        </pre>
      );
    case 'script':
    case 'running':
      return null;
  }
}

function Row({ cells }: { readonly cells: readonly string[] }): ReactNode {
  const columns = cells.map((cell) => createElement('td', null, <Text>{cell}</Text>));
  return createElement('tr', null, ...columns);
}
