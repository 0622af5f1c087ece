import { useId, useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { Words } from '../../slides/Words.tsx';
import type { PictureProps } from '../Comparison.tsx';
import { Bits } from './Bits.tsx';
import { bitsOf, sharesSubnet, subnetOf } from './subnet.ts';

const LONGEST = 32;

/** A subnet whose prefix can be made longer and shorter, and two addresses that are in it or not. */
export function Cidr({ words }: PictureProps): ReactNode {
  const [length, setLength] = useState(24);
  const [subnet, setSubnet] = useState('172.16.0.0');
  const [one, setOne] = useState('172.16.0.2');
  const [other, setOther] = useState('172.16.1.2');
  const slider = useId();
  const facts = subnetOf(subnet, length);
  const shared = sharesSubnet(one, other, length);
  const style: CSSProperties & Record<'--at', number> = { '--at': length / LONGEST };
  return (
    <div className="cidr" data-prevent-swipe>
      <div className="cidr-bits" style={style}>
        <p className="cidr-length">
          <label htmlFor={slider}>
            /<strong>{length}</strong>
          </label>
        </p>
        <Row label="Subnet" value={subnet} onChange={setSubnet} length={length} />
        <Row label="One address" value={one} onChange={setOne} length={length} within={subnet} />
        <Row label="Another" value={other} onChange={setOther} length={length} within={subnet} />
        <div className="cidr-handle">
          <input
            id={slider}
            type="range"
            min={0}
            max={LONGEST}
            value={length}
            aria-label="Prefix length in bits"
            onChange={(event) => setLength(event.target.valueAsNumber)}
          />
        </div>
      </div>
      <dl className="cidr-facts" aria-live="polite">
        <Fact name="mask" value={facts?.mask} />
        <Fact name="first" value={facts?.first} />
        <Fact name="last" value={facts?.last} />
        <Fact name="addresses" value={facts?.count.toLocaleString('en')} />
      </dl>
      <output className="cidr-verdict" data-shared={String(shared)}>
        {shared === null && 'Type two addresses such as 172.16.0.2 to compare them.'}
        {shared === true && `✓ Neighbours at /${length}: they reach each other directly`}
        {shared === false && `✗ Strangers at /${length}: they need a router between them`}
      </output>
      {words.body.map((block) => (
        <Words key={JSON.stringify(block)} block={block} />
      ))}
    </div>
  );
}

interface RowProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly length: number;
  /** The subnet that the address is in or not. */
  readonly within?: string;
}

function Row({ label, value, onChange, length, within }: RowProps): ReactNode {
  const bits = bitsOf(value);
  const inside = within === undefined ? null : sharesSubnet(within, value, length);
  return (
    <>
      <input
        className="cidr-address"
        aria-label={label}
        aria-invalid={bits === null}
        value={value}
        size={15}
        maxLength={15}
        spellCheck={false}
        autoComplete="off"
        inputMode="decimal"
        onChange={(event) => onChange(event.target.value)}
      />
      <Bits bits={bits} length={length} like={within === undefined ? null : bitsOf(within)} />
      <span className="cidr-inside" data-inside={String(inside)}>
        {inside === true && '✓ inside'}
        {inside === false && '✗ outside'}
      </span>
    </>
  );
}

function Fact({
  name,
  value,
}: {
  readonly name: string;
  readonly value: string | undefined;
}): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? '–'}</dd>
    </div>
  );
}
