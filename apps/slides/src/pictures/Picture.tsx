import type { ReactNode } from 'react';
import { Words } from '../slides/Words.tsx';
import type { SlideWords } from '../talk/model.ts';
import type { Picture as Name } from '../talk/stage.ts';
import { Aim } from './Aim.tsx';
import { Cidr } from './cidr/Cidr.tsx';
import { Container } from './Container.tsx';
import { End } from './End.tsx';
import { Join } from './Join.tsx';
import { Layers } from './Layers.tsx';
import { MapOfSubnets } from './MapOfSubnets.tsx';
import { NextHop } from './NextHop.tsx';
import { Overlay } from './Overlay.tsx';
import { Plan } from './Plan.tsx';
import { Preflight } from './preflight/Preflight.tsx';
import { ReversePath } from './ReversePath.tsx';
import { RoutersBetween } from './RoutersBetween.tsx';
import { Routing } from './routing/Routing.tsx';
import { Socat } from './Socat.tsx';
import { TunTap } from './TunTap.tsx';

interface Props {
  readonly words: SlideWords;
  readonly picture: Name;
}

/** A drawn idea with its slide's words: beside them, or around them where they belong together. */
export default function Picture({ words, picture }: Props): ReactNode {
  switch (picture) {
    case 'preflight':
      return <Preflight words={words} />;
    case 'join':
      return <Join words={words} />;
    case 'cidr':
      return <Cidr words={words} />;
    case 'aim':
      return <Aim words={words} />;
    case 'plan':
      return <Plan words={words} />;
    case 'routing':
      return <Routing words={words} />;
    case 'tun-tap':
      return <TunTap words={words} />;
    case 'socat':
      return <Socat words={words} />;
    case 'map':
      return <MapOfSubnets words={words} />;
    case 'end':
      return <End words={words} />;
    case 'layers':
      return (
        <Beside words={words}>
          <Layers />
        </Beside>
      );
    case 'container':
      return (
        <Beside words={words}>
          <Container />
        </Beside>
      );
    case 'next-hop':
      return (
        <Beside words={words}>
          <NextHop />
        </Beside>
      );
    case 'routers-between':
      return (
        <Beside words={words}>
          <RoutersBetween />
        </Beside>
      );
    case 'overlay':
      return (
        <Beside words={words}>
          <Overlay />
        </Beside>
      );
    case 'reverse-path':
      return (
        <Beside words={words}>
          <ReversePath />
        </Beside>
      );
  }
}

function Beside({
  words,
  children,
}: {
  readonly words: SlideWords;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className="beside">
      <div className="beside-words">
        {words.body.map((block) => (
          <Words key={JSON.stringify(block)} block={block} />
        ))}
      </div>
      <figure className="beside-picture">{children}</figure>
    </div>
  );
}
