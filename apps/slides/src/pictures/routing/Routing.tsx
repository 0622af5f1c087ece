import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useStage } from '../../app/talk-context.ts';
import { Text } from '../../slides/Text.tsx';
import { Words } from '../../slides/Words.tsx';
import type { PictureProps } from '../Comparison.tsx';
import { Candidates } from './Candidates.tsx';
import { choicesOf } from './choices.ts';
import { example, exampleAddress } from './example.ts';
import { lookUp } from './look-up.ts';

const EXAMPLE = '';

/** A route table in which one looks an address up: the winner, and why each other one lost. */
export function Routing({ words }: PictureProps): ReactNode {
  const nodes = useStage((stage) => stage.nodes);
  const [chosen, setChosen] = useState(EXAMPLE);
  const [address, setAddress] = useState(exampleAddress);
  const choices = useMemo(
    () => choicesOf(Object.values(nodes ?? {}).flatMap(({ state }) => state ?? [])),
    [nodes],
  );
  const live = choices.find(({ key }) => key === chosen);
  const table = live?.namespace ?? example;
  const found = useMemo(() => lookUp(table, address), [table, address]);
  const kinds = words.body.find((block) => block.kind === 'table');
  const rest = words.body.filter((block) => block !== kinds);
  return (
    <div className="routing">
      <div className="routing-words">
        <dl className="kinds">
          {kinds?.rows.map(([kind = '', says = '', like = '']) => (
            <div key={kind}>
              <dt>
                <span className="tag">{kind}</span>
              </dt>
              <dd>
                <Text>{says}</Text>
                <span className="kinds-like">
                  <Text>{like}</Text>
                </span>
              </dd>
            </div>
          ))}
        </dl>
        {rest.map((block) => (
          <Words key={JSON.stringify(block)} block={block} />
        ))}
      </div>
      <figure className="routing-lookup" aria-label="A route table to look addresses up in">
        <form className="routing-head" onSubmit={(event) => event.preventDefault()}>
          <label>
            Where to
            <input
              value={address}
              size={15}
              maxLength={24}
              spellCheck={false}
              autoComplete="off"
              inputMode="decimal"
              aria-invalid={found === null}
              onChange={(event) => setAddress(event.target.value)}
            />
          </label>
          <label>
            by the table of
            <select
              value={live ? chosen : EXAMPLE}
              onChange={(event) => setChosen(event.target.value)}
            >
              <option value={EXAMPLE}>an example</option>
              {choices.map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        </form>
        <Candidates table={table} found={found} />
        <output className="routing-verdict">
          {found?.verdict ?? `“${address}” is not an address: four numbers, as in 172.16.2.9.`}
        </output>
      </figure>
    </div>
  );
}
